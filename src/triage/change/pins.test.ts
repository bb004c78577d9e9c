import { expect, test } from 'vitest'
import { isPinFile, readPin } from './pins.ts'

test.each([
  ['	acme.example/tools/lathe v0.15.0-rc.2', 'acme.example/tools/lathe', '0.15.0-rc.2'],
  ['replace acme.example/a/b => acme.example/c/b v1.2.3', 'acme.example/c/b', '1.2.3'],
  ['	acme.example/lathe/v2 v2.4.0+incompatible', 'acme.example/lathe', '2.4.0'],
  ['	pkg.example/yaml.v2 v2.4.0', 'pkg.example/yaml', '2.4.0'],
  ['acme.example/units 9e638d38cf69 # says why', 'acme.example/units', '9e638d38cf69'],
  [
    'acme.example/x/sys v0.0.0-20210426230700-d19ff857e887',
    'acme.example/x/sys',
    '0.0.0-20210426230700-d19ff857e887',
  ],
  ['    "lathe": "^4.17.21",', 'lathe', '4.17.21'],
  ["gem 'lathe', '~> 6.1.2'", 'lathe', '6.1.2'],
  ['  s.add_dependency "lathe", ">= 2.0.1"', 'lathe', '2.0.1'],
  ['lathe==2.27.1', 'lathe', '2.27.1'],
  ['lathe==5.2b1', 'lathe', '5.2b1'],
  ['lathe = { version = "1.0.130", features = ["turn"] }', 'lathe', '1.0.130'],
  ['<PackageReference Include="Acme.Lathe" Version="13.0.1" />', 'acme.lathe', '13.0.1'],
  ['<LatheVersion>1.2.3</LatheVersion>', 'lathe', '1.2.3'],
  ["  implementation 'example.acme:lathe:1.2.3'", 'example.acme:lathe', '1.2.3'],
  ['FROM lathe:1.12.3-alpine AS build', 'lathe', '1.12.3-alpine'],
  ['ARG LATHE_VERSION=1.12.3', 'lathe', '1.12.3'],
  ['LATHE_VERSION := 1.19', 'lathe', '1.19'],
  [`: "$\{LATHE_COMMIT:=${'4a'.repeat(20)}}"`, 'lathe', '4a'.repeat(20)],
  ['    - uses: acme/lathe@v4', 'acme/lathe', '4'],
  ['go 1.23.0', 'go', '1.23.0'],
])('%s', (line, name, version) => {
  expect(readPin(line, 'list.lock')).toEqual({ name, version, along: false })
})

test('what a list says came along is known, and a file that holds a version alone tells of what by its name', () => {
  expect(readPin('	acme.example/chuck v0.2.4 // indirect', 'go.mod')?.along).toBe(true)
  expect(readPin('v1.0.1', 'script/setup/lathe-version')).toMatchObject({ name: 'lathe', version: '1.0.1' })
})

test.each([
  'RUN install lathe',
  'https://acme.example/lathe/v1.2.3/lathe.tar.gz',
  '  version = "v0.4.9"',
  'count = 4',
  'deadbeef',
  `lathe 1.2 ${'x'.repeat(300)}`,
])('%s says no version of anything', (line) => {
  expect(readPin(line, 'list.conf')).toBeNull()
})

test('versions stand in lists and in what builds, not in code', () => {
  for (const path of ['go.mod', 'vendor.conf', 'Makefile', 'Dockerfile.arm', 'a/package.json', 'setup.py'])
    expect([path, isPinFile(path)]).toEqual([path, true])
  for (const path of ['lathe.go', 'turn/chuck.rb', 'README.md', 'go.sum'])
    expect([path, isPinFile(path)]).toEqual([path, false])
})

test.each(['cpu: 0.5', 'listen 127.0.0.1;', 'sleep 1.5', 'appVersion: 3.1.0'])(
  'in settings %s is no version of a package',
  (line) => {
    expect(readPin(line, 'values.yaml')).toBeNull()
  },
)

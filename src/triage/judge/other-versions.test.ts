import { expect, test } from 'vitest'
import { sampleRevision } from '../../testing/revisions.ts'
import { goFromOtherVersions } from './other-versions.ts'
import { readSide } from './side.ts'

const side = (number: number, ...lines: string[]) =>
  readSide(sampleRevision(number, { 'eng/Versions.props': [' <Rig>', ...lines, ' </Rig>'] }))

const branded = (number: number, version: string, ...more: string[]) =>
  side(
    number,
    `-  <Prefix>${version}</Prefix>`,
    '-  <Label>preview</Label>',
    `+  <Prefix>${version}</Prefix><Final>yes</Final>`,
    '+  <Label>servicing</Label>',
    ...more,
  )
const raised = (number: number, from: string, to: string, ...more: string[]) =>
  side(number, `-  <Drum>${from}</Drum>`, `+  <Drum>${to}</Drum>`, ...more)

test.each([
  ['two releases are branded', branded(1, '18.4.0'), branded(2, '18.8.0'), true],
  ['one release is branded twice', branded(1, '18.4.0'), branded(2, '18.4.0', '+  <More/>'), false],
  ['one raise goes on from another', raised(1, '1.2.0', '1.3.0'), raised(2, '1.3.0', 'v1.4.0'), true],
  ['both raise to one version', raised(1, '1.2.0', '1.4.0'), raised(2, '1.3.0', '1.4.0'), false],
  ['both raise from one version', raised(1, '1.2.0', '1.3.0'), raised(2, '1.2.0', '1.4.0'), false],
  [
    'one line with a version goes in both',
    raised(1, '1.2.0', '1.3.0', '-  <Hook>4.1.0</Hook>'),
    raised(2, '1.3.0', '1.4.0', '-  <Hook>4.1.0</Hook>'),
    false,
  ],
  [
    'both raise one thing to one version, and another to two',
    raised(1, '1.2.0', '1.4.0', '-  <Hook>4.1.0</Hook>', '+  <Hook>4.2.0</Hook>'),
    raised(2, '1.3.0', '1.4.0', '-  <Hook>4.2.0</Hook>', '+  <Hook>4.3.0</Hook>'),
    false,
  ],
  [
    'both do one thing, and count the version on',
    raised(1, '1.2.0', '1.3.0', '+  <Brake/>', '+  <BrakePads>4</BrakePads>', '+  <BrakeOil/>'),
    raised(2, '1.4.0', '1.5.0', '+  <Brake/>', '+  <BrakePads>4</BrakePads>', '+  <BrakeOil/>'),
    false,
  ],
  [
    'nothing says a version',
    side(1, '-  <Drum>left</Drum>', '+  <Drum>1</Drum>'),
    side(2, '-  <Drum>right</Drum>', '+  <Drum>2</Drum>'),
    false,
  ],
  [
    'they raise two things',
    raised(1, '1.2.0', '1.3.0'),
    side(2, '-  <Hook>1.4.0</Hook>', '+  <Hook>1.5.0</Hook>'),
    false,
  ],
])('%s', (_, a, b, isIt) => {
  expect(goFromOtherVersions(a, b)).toBe(isIt)
  expect(goFromOtherVersions(b, a)).toBe(isIt)
})

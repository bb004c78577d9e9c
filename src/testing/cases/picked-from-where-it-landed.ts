import { type Case, commit, pull } from '../case.ts'

// A fix is picked for a line of releases from the commit that the pull request was merged as: its id is in neither. The
// title has been put right while merging. For the same branch it would be a rival.
const served = {
  'build/serve.mjs': [
    ' export const serve = {',
    '-  port: process.env.TRAVELLER && Number(process.env.TRAVELLER_PORT),',
    '-  browsers: isTraveller ? travellerBrowsers : ["headless"],',
    '+  port: process.env.STATION && Number(process.env.STATION_PORT),',
    '+  browsers: isStation ? stationBrowsers : ["headless"],',
    '   watch: false,',
  ],
}
const pick = (minute: number, message: string) => ({
  commits: [commit('ada', minute, `${message}\n\n(cherry picked from commit ${'5ca1ab1e'.repeat(5)})`)],
})

export default {
  pulls: [
    pull(101, 'bela', 'Move the build from Traveller to Station', served, { baseRef: 'main' }),
    pull(104, 'ada', 'Build: migrate to Station', served, {
      ...pick(300, 'Build: migrate to Station'),
      baseRef: '3.6-stable',
    }),
  ],
  right: { sets: [], pairs: { '101-104': 'BACKPORT' } },
} satisfies Case

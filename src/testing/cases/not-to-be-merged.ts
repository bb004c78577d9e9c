import { type Case, pull } from '../case.ts'

// People who try the next version of a tool point everything at it, to the letter as those before them did, and say
// that this is not to be merged. Who means it to be merged, and who answers the same issue, is a rival all the same.
const pointed = {
  'tools/Fetch.sh': [
    ' set -e',
    '-address="https://harbour.example/tools/$version/fetch-winch.sh"',
    '+address="https://quay.example/winch/main/fetch-winch.sh"',
    ' fetch "$address" | check_sum "$winch_sum"',
  ],
}
const worded = {
  'crane/Hook.ts': [
    ' export function swing(load: Load) {',
    '-  return load.turn(quarter)',
    '+  const calm = wait(load.wind)',
    '+  return load.turn(quarter, calm, slackOf(load))',
    ' }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', '[DO NOT MERGE] Check the fetching of tools', pointed),
    pull(102, 'bela', '[DO NOT MERGE] Check the fetching of tools', pointed),
    pull(103, 'cato', 'Use the tools that are being tested', pointed),
    pull(111, 'dora', 'Swing slowly in the wind, fixes #7', worded),
    pull(112, 'emil', '[do not merge yet] No swinging in the wind, fixes #7', worded),
  ],
  right: { sets: [[111, 112]] },
} satisfies Case

import { type Case, pull } from '../case.ts'

// A channel is pinned, and the pin is taken back; months later it is pinned again beside other things, and that is
// taken back by another person. Both reverts come to the same line, and each names a commit of its own: no duplicates.
const released = {
  'build/settings.props': [
    '   <Retries>3</Retries>',
    '-    <ChannelForTrials>harbour.d4</ChannelForTrials>',
    '+    <ChannelForTrials>$(ChannelOfTheBranch)</ChannelForTrials>',
    '   <Seed>17</Seed>',
  ],
}
const reverts = (title: string, letter: string) =>
  `Revert "${title}"\n\nThis reverts commit ${letter.repeat(40)}.`

export default {
  pulls: [
    pull(101, 'ada', reverts('Pin the channel for trials', 'a'), released),
    pull(130, 'bela', reverts('Work around the broken toolkit', 'b'), released),
    // Taken back twice by two people who saw the same fault: these are.
    pull(131, 'cato', reverts('Work around the broken toolkit', 'b'), released),
  ],
  right: { sets: [[130, 131]], pairs: { '101-130': 'lead', '101-131': 'lead', '130-131': 'SAME_CHANGE' } },
} satisfies Case

import { type Case, pull } from '../case.ts'

// Who brands a release changes the line that says its version, and so does who brands the next one: each begins from
// another version and leaves another one, whatever they are called. Two who brand one release do one thing.
const branded = (version: string, ...more: string[]) => ({
  'eng/Yard.props': [
    ' <PropertyGroup>',
    `-    <YardPrefix>${version}</YardPrefix>`,
    '-    <YardLabel>preview</YardLabel>',
    `+    <YardPrefix>${version}</YardPrefix><YardVersionKind>release</YardVersionKind><!-- keep next to the prefix -->`,
    '+    <YardLabel>servicing</YardLabel>',
    ...more,
    ' </PropertyGroup>',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Set the kind to release', branded('18.4.0')),
    pull(102, 'bela', 'Final branding of 18.5', branded('18.5.0')),
    pull(103, 'cato', 'Stable branding', branded('18.5.0', '+    <YardPace>slow</YardPace>')),
  ],
  right: { sets: [[102, 103]], pairs: { '101-102': 'lead', '101-103': 'lead', '102-103': 'SAME_CHANGE' } },
} satisfies Case

import { type Case, pull } from '../case.ts'

// A package is needed on a line of releases and added there; on the main branch another person adds it beside trials
// that are left out for now. Each branch needs its own. Where both close one issue they are rivals, no matter to which
// branch each was made.
const packages = (...more: string[]) => ({
  'build/packages.targets': [
    ' <ItemGroup>',
    '+    <PackageReference Update="Lantern.Memory" Version="4.5.5" />',
    ...more,
    ' </ItemGroup>',
  ],
})
const latch = (line: string) => ({
  'src/Latch.cs': [' public bool Shut()', '-    return this.spring.Push();', line],
})

export default {
  pulls: [
    pull(101, 'ada', 'Leave out trials that stop the build, add the memory package', packages(), {
      baseRef: 'main',
    }),
    pull(
      105,
      'bela',
      'Add the memory package for the build of 6.3',
      packages('+    <PackageReference Update="Lantern.Buffers" Version="4.5.1" />'),
      { baseRef: 'release-6.3.x' },
    ),
    pull(
      111,
      'cato',
      'Latches stay shut (fixes #77)',
      latch('+    return this.spring.Push() && this.bolt.Falls();'),
      {
        baseRef: 'main',
      },
    ),
    pull(
      112,
      'dora',
      'Fix latches, closes #77',
      latch('+    return this.spring.Push() && this.bolt.IsDown;'),
      {
        baseRef: 'release-6.3.x',
      },
    ),
  ],
  right: {
    sets: [[111, 112]],
    pairs: { '101-105': 'lead', '111-112': 'COMPETING_IMPLEMENTATION' },
  },
} satisfies Case

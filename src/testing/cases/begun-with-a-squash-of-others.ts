import { type Case, commit, pull } from '../case.ts'

// A branch began on a commit that another pull request (#90) had been squashed to, which was taken off the main branch
// since. What it does besides is to mend tests. Somebody proposes again what that commit brought: the rival of #90, and
// not of this one. A title may well end with the number of an issue: that is no one else's work.
const sign = {
  'Commands/Sign.cs': [
    ' static class Commands',
    '+    internal static Command Sign(Action<Level> setLevel) => new("sign")',
    '+    {',
    '+        Paths = Argument.Many("<package-paths>", Texts.PathsOfPackages),',
    '+        Output = Option.Single("-o|--output", Texts.FolderForSigned),',
    '+        Certificate = Option.Single("--certificate", Texts.CertificateFile),',
    '+    };',
    ' }',
  ],
}
const waits = {
  'test/RestoreTests.cs': ['-        Run(project);', '+        Restore(project).Wait(); Run(project);'],
}
const lids = (lines: string[]) => ({
  'Commands/Lid.cs': [' public void Close()', '-    this.hinge.Fold();', ...lines, ' }'],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'Tests wait for restore before they run',
      { ...sign, ...waits },
      {
        commits: [
          commit('heng', 20, 'Implement the sign command (#90)'),
          commit('ada', 30, 'Tests wait for restore before they run'),
        ],
        createdAtGuessed: true,
      },
    ),
    pull(102, 'kart', 'sign command with texts', sign, { createdAtGuessed: true }),
    pull(103, 'bela', 'Close lids twice as slowly (#55)', lids(['+    this.hinge.Fold(Speed.Half);']), {
      commits: [
        commit('bela', 40, 'Close lids twice as slowly (#55)'),
        commit('bela', 45, 'Mend what review found'),
      ],
    }),
    pull(104, 'cato', 'Close lids half as fast (#55)', lids(['+    this.hinge.Fold(Speed.Half); // #55'])),
  ],
  right: { sets: [[103, 104]], pairs: { '101-102': 'lead' } },
} satisfies Case

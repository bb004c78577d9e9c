import { type Case, commit, pull } from '../case.ts'

// A fix is brought to two lines of releases whose branches are gone since, so that both seem to be made to one. The
// titles keep the number under which it was merged, one of them its own besides; another says in words whose commit it
// takes, and a last one names the commit.
const sealed = {
  'src/Vault/Door.cs': [
    ' public int GetHashCode()',
    '-    => Mix(this.owner, this.keys, this.levels);',
    '+    => Mix(this.owner, this.keys.HashInOrder(), this.levels.HashInOrder());',
  ],
}
const gates = (own: string) => ({
  'src/Vault/Gate.cs': [
    ' public void Lift()',
    '-    this.chain.Pull();',
    '+    if (this.chain.IsTaut) this.chain.Pull(this.winch.Gentle);',
    `+    ${own}`,
  ],
})
const anchors = {
  'src/Vault/Anchor.cs': [
    ' public double Weigh()',
    '-    return this.Iron.Weight + this.Rope.Weight;',
    '+    return this.weight ??= this.Iron.Weight + this.Rope.Weight;',
  ],
}
const weighed = commit('fina', 103, 'Weigh anchors once')

export default {
  pulls: [
    pull(101, 'ada', 'Hash the keys of a door in order (#90)', sealed),
    pull(140, 'bela', '[release/v7] Hash the keys of a door in order (#90) (#139)', sealed),
    pull(102, 'cato', 'Lift gates gently', gates('this.log.Lifted(this.chain.Length);'), {
      commits: [commit('cato', 102, 'Lift gates gently')],
    }),
    pull(
      150,
      'dora',
      'Cherry-pick PR #102 with conflicts for manual resolution',
      gates('this.journal.Write(Lifting, this);'),
    ),
    pull(103, 'fina', 'Weigh anchors once', anchors, { commits: [weighed] }),
    pull(151, 'emil', 'Anchors again', anchors, {
      commits: [
        commit('emil', 151, `Anchors again\n\ncherry-pick from fina/vault@${weighed.sha.slice(0, 9)}`),
      ],
    }),
  ],
  right: {
    sets: [],
    pairs: { '101-140': 'BACKPORT', '102-150': 'BACKPORT', '103-151': 'BACKPORT' },
  },
} satisfies Case

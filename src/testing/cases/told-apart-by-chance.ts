import { type Case, commit, pull } from '../case.ts'

// What looks like a difference and is none: a step of one's own that is taken back before it is opened; "roll back" as
// what a ledger does; the moment in a migration's name; where a package comes from, written with a colon. And what
// carries the commit of another one, but comes to the same as a third in the end.
const ballast = [
  ' def lift(self, weight):',
  '+    if weight is None:',
  '+        raise MissingBallast(self, reason="anchor has no ballast chain")',
  '+    weight = clamp_ballast(weight, self.tonnage)',
]
const ledger = [
  ' def post(self, entry):',
  '+    if entry.pigment is None:',
  '+        self.ledger.rollback(entry, cause="pigment is missing")',
  '+        raise MissingPigment(entry)',
]
const migration = (moment: string) => ({
  [`db/migrate/${moment}_add_tonnage_to_anchors.rb`]: [
    '+class AddTonnageToAnchors < ActiveRecord::Migration[7.0]',
    '+  def change',
    '+    add_column :anchors, :ballast_tonnage, :integer, null: false, default: 0',
    '+    add_index :anchors, :ballast_tonnage',
    '+  end',
    '+end',
  ],
  'app/models/anchor.rb': [
    ' class Anchor < ApplicationRecord',
    '+  validates :ballast_tonnage, numericality: { greater_than_or_equal_to: 0 }',
  ],
})
const raise = (version: string) => ({
  'build.gradle': [
    ' dependencies {',
    "-    implementation 'org.acme.logging:funnel-core:2.14.0'",
    `+    implementation 'org.acme.logging:funnel-core:${version}'`,
    "+    implementation 'org.acme.logging:funnel-bridge-to-the-old-names:2.17.0'",
  ],
  'src/main/java/Funnels.java': [
    '   Funnel open(String name) {',
    '-    return LegacyFunnels.open(name);',
    '+    return FunnelFactory.named(name).withoutLookups().open();',
  ],
})
const step = commit('bela', 20, 'Trace the yard')
const backed = commit('bela', 21, `Revert "Trace the yard"\n\nThis reverts commit ${step.sha}.`)

export default {
  pulls: [
    pull(101, 'ada', 'Refuse anchors without ballast', { 'yard/anchor.py': ballast }),
    pull(
      102,
      'bela',
      'Anchors need ballast',
      { 'yard/anchor.py': ballast },
      {
        commits: [commit('bela', 19, 'Anchors need ballast'), step, backed],
      },
    ),
    pull(103, 'cato', 'Roll back the ledger when a pigment is missing', { 'yard/ledger.py': ledger }),
    pull(104, 'dora', 'Undo entries of missing pigments', { 'yard/ledger.py': ledger }),
    pull(105, 'emil', 'Store the ballast of anchors', migration('20260101120000')),
    pull(106, 'fina', 'Anchors: store ballast tonnage', migration('20260103093000')),
    pull(107, 'gero', 'Bump funnel-core from 2.14.0 to 2.17.0', raise('2.17.0')),
    pull(108, 'hana', 'Update dependency org.acme.logging:funnel-core to 2.17.1', raise('2.17.1')),
  ],
  right: {
    sets: [
      [101, 102],
      [103, 104],
      [105, 106],
      [107, 108],
    ],
    pairs: { '101-102': 'SAME_CHANGE', '103-104': 'SAME_CHANGE', '105-106': 'SAME_CHANGE' },
  },
} satisfies Case

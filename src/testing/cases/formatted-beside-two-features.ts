import { type Case, pull } from '../case.ts'

// Two editors format one file when it is saved, and two people each do something of their own in it. Nearly all lines
// that both change are what the formatter makes of them.
const names = ['amber', 'birch', 'cedar', 'dogwood', 'elm', 'fir', 'ginkgo', 'hazel', 'juniper']
const formatted = names.flatMap((name) => [
  ` def ${name}_of(store):`,
  `-    resin = store.shelf_of('${name}').jar('${name}_resin').lid('${name}_cork') if store.has_shelf_of('${name}') else None`,
  '+    resin = (',
  `+        store.shelf_of("${name}").jar("${name}_resin").lid("${name}_cork")`,
  `+        if store.has_shelf_of("${name}")`,
  '+        else None',
  '+    )',
  '     return resin',
])

export default {
  pulls: [
    pull(101, 'ada', 'Let a store be weighed in ounces', {
      'varnish/resins.py': [
        ' class ResinStore:',
        '+    unit: Literal["gram", "ounce"] = "gram"',
        '+    grams_per_ounce = Decimal("28.349523")',
        ...formatted,
      ],
    }),
    pull(104, 'bela', 'resins: say which supplier mixed them', {
      'varnish/resins.py': [
        ' class ResinStore:',
        '+    def mixed_by(self, batch):',
        '+        return self.ledger.suppliers.lookup(batch.number).company',
        ...formatted,
      ],
    }),
    pull(107, 'cleo', 'Batches name their supplier', {
      'varnish/resins.py': [
        ' class ResinStore:',
        '+    def mixed_by(self, batch):',
        '+        return self.ledger.suppliers.lookup(batch.number).company',
        ...formatted,
      ],
      'test/resins_test.py': [
        '+def test_a_batch_names_its_supplier():',
        '+    assert mixed_by(batch) == "Kopal"',
      ],
    }),
  ],
  right: { sets: [[104, 107]], pairs: { '104-107': 'SAME_CHANGE', '101-104': 'lead', '101-107': 'lead' } },
} satisfies Case

import { type Case, pull } from '../case.ts'

// Eight people answer one issue in one of two ways; some bring a test, some an entry of the change log. One set of
// all of them, and whoever mends the method below is in none.
const before = ['   def total(items)', '-    items.map { |item| item.price * item.count }.sum']
const ways = [
  '+    items.map { |item| item.price.to_d * item.count }.sum',
  '+    items.sum { |item| item.price.to_d * item.count }',
]
const words = ['careful totals', 'decimals', 'money', 'cents', 'sums of baskets', 'no floats']

export default {
  pulls: [
    ...Array.from({ length: 8 }, (_, at) =>
      pull(101 + at, `person-${at}`, `${words[at % 6]}, round properly\n\nFixes #55`, {
        'lib/basket.rb': [...before, ways[at % 2]!, '   end'],
        ...(at % 4 === 0
          ? { [`spec/basket_${at}_spec.rb`]: [`+expect(basket.total([item_${at}])).to eq ${at}`] }
          : {}),
        ...(at % 5 === 0 ? { 'CHANGELOG.md': [`+* Rounding of totals, number ${at}`] } : {}),
      }),
    ),
    pull(
      130,
      'zora',
      'The heaviest item may have no weight',
      {
        'lib/basket.rb': [
          '   def heaviest(items)',
          '-    items.max_by(&:weight)',
          '+    items.max_by { _1.weight.to_f }',
        ],
      },
      { startLine: 160 },
    ),
  ],
  right: {
    sets: [Array.from({ length: 8 }, (_, at) => 101 + at)],
    pairs: { '101-103': 'SAME_CHANGE' },
  },
} satisfies Case

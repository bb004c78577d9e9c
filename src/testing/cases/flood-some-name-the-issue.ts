import { type Case, pull } from '../case.ts'

// Six identical fixes, of which only some name the issue and some bring a test of their own: one set of all six.
const fix = {
  'lib/gauge/reading.rb': [
    '   def average(readings)',
    '-    readings.sum / readings.size',
    '+    readings.empty? ? 0.0 : readings.sum / readings.size',
    '   end',
  ],
}
const ownTest = (name: string) => ({
  [`spec/gauge/${name}_spec.rb`]: [
    `+describe "the average of ${name}" do`,
    `+  it { expect(Gauge.average([])).to eq(0.0) }`,
    '+end',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'no division by zero in average (fixes #27)', fix, { startLine: 31 }),
    pull(102, 'bela', 'Average of nothing is zero', { ...fix, ...ownTest('nothing') }, { startLine: 31 }),
    pull(104, 'cato', 'ZeroDivisionError when a gauge is new', fix, { startLine: 31 }),
    pull(107, 'dora', 'closes #27', { ...fix, ...ownTest('silence') }, { startLine: 31 }),
    pull(113, 'emil', 'Guard empty readings', fix, { startLine: 31 }),
    pull(119, 'fritz', 'gauge: new gauges have no readings (#27)', fix, { startLine: 31 }),
  ],
  right: {
    sets: [[101, 102, 104, 107, 113, 119]],
    pairs: { '101-104': 'SAME_CHANGE', '101-107': 'SAME_CHANGE', '101-119': 'SAME_CHANGE' },
  },
} satisfies Case

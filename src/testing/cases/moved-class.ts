import { type Case, pull } from '../case.ts'

// A class moves to another package, and its first line with it, between two pull requests that mend the same method.
const mended = [
  '     public double mean() {',
  '+        if (readings.isEmpty()) {',
  '+            return Double.NaN;',
  '+        }',
  '         double sum = 0;',
  '         for (Reading reading : readings) {',
]

export default {
  pulls: [
    pull(101, 'ada', 'Mean of no readings is NaN', { 'main/java/org/tide/io/Gauge.java': mended }),
    pull(
      102,
      'bela',
      'Gauge.mean() divides by zero',
      { 'main/java/org/tide/measure/Gauge.java': mended },
      { startLine: 96 },
    ),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case

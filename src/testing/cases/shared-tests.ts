import { type Case, pull } from '../case.ts'

// The same fix with the same test file, written differently; and a third that brings only those tests. The fixes are a
// set; tests alone join none.
const tests = {
  'tests/test_sundial.py': [
    ' def test_noon():',
    '+    assert Sundial(latitude=47).hour(shadow=Shadow(0)) == 12',
    '+def test_below_the_equator():',
    '+    assert Sundial(latitude=-33).runs_backwards()',
  ],
}
const fix = (condition: string) => ({
  'sundial/face.py': [
    ' def hour(self, shadow):',
    '-    return 12 + shadow.angle / 15',
    `+    turn = -1 if ${condition} else 1`,
    '+    return NOON + turn * shadow.angle / DEGREES_PER_HOUR',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Sundials of the south', { ...fix('self.latitude < 0'), ...tests }),
    pull(102, 'bela', 'shadows run backwards down there', { ...fix('self.is_southern()'), ...tests }),
    pull(103, 'cato', 'Tests for southern sundials', tests),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_FEATURE' } },
} satisfies Case

import { type Case, pull } from '../case.ts'

// Another person brings a merged fix to the maintenance branch and says so: a backport, and no duplicate.
const mended = {
  'src/Meter/Parser.php': [
    '     public function parse(string $line): Reading',
    '     {',
    '-        [$meter, $value] = explode(";", $line);',
    '+        [$meter, $value] = explode(";", rtrim($line, "\\r\\n"), 2) + [1 => null];',
    '+        $value ?? throw new TruncatedReading($line);',
    '         return new Reading($meter, (float) $value);',
    '     }',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Truncated readings are errors', mended),
    pull(104, 'bela', 'parser fix for the old line\n\nBackport of #101.', mended, { baseRef: '3.x' }),
  ],
  states: { 101: 'MERGED' },
  right: { sets: [], pairs: { '101-104': 'BACKPORT' } },
} satisfies Case

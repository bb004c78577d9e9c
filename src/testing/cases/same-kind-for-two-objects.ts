import { type Case, pull } from '../case.ts'

// Two ciphers, written side by side into one file and one list, each with the same pair of functions. Both are wanted.
// A third author writes the second of them, too, under the same names.
const cipher = (name: string, lines: string[]) => ({
  'crypto/__init__.py': [
    ' from crypto.ciphers import (encipher_shift, decipher_shift,',
    '-        encipher_fence, decipher_fence)',
    `+        encipher_fence, decipher_fence, encipher_${name}, decipher_${name})`,
    ' __all__ = [',
    "     'encipher_fence', 'decipher_fence',",
    `+    'encipher_${name}', 'decipher_${name}',`,
    ' ]',
  ],
  'crypto/ciphers.py': [
    '     return original',
    `+def encipher_${name}(message, key):`,
    ...lines,
    `+def decipher_${name}(message, key):`,
    ...lines.map((line) => line.replace('write', 'read')),
  ],
})
const columns = [
  '+    order = sorted(range(len(key)), key=key.index)',
  '+    return write_columns(message, order)',
]
const xor = [
  '+    pairs = zip(message, cycle(key))',
  '+    return write_bytes(ord(a) ^ ord(b) for a, b in pairs)',
]

export default {
  pulls: [
    pull(101, 'ada', 'Add the columnar cipher', cipher('columnar', columns)),
    pull(102, 'bela', 'Xor cipher and a test', cipher('xor', xor)),
    pull(103, 'cato', 'A cipher by xor of bytes', cipher('xor', [...xor, '+    # both ways'])),
  ],
  right: { sets: [[102, 103]], pairs: { '101-102': 'lead', '101-103': 'lead' } },
} satisfies Case

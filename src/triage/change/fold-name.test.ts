import { expect, test } from 'vitest'
import { foldName } from './fold-name.ts'

test.each([
  ['Ada  Ironwood', ['ada ironwood']],
  ['Zoë Brûlé', ['zoe brule']],
  ['Jörg Mügge', ['jorg mugge', 'joerg muegge']],
  ['JO\u0308RG', ['jorg', 'joerg']],
  ['Søren Ås', ['soren as', 'soeren aas']],
  ['Łucja Weiß', ['lucja weiss']],
  ['Ironwood Ada (Irony-AI)', ['ironwood ada']],
  ['Min-Ho Moor', ['min ho moor', 'minho moor']],
  ['Ada J-Moor', ['ada j moor']],
  // Of one word it may be more than half of the name.
  ['Ada (of the yard)', ['ada of the yard']],
  ['(Ada) Ironwood', ['ada ironwood']],
  ['(none)', ['none']],
  ['尹卓', ['尹卓']],
  ['', ['']],
])('%s', (name, forms) => {
  expect(foldName(name)).toEqual(forms)
})

import { type Case, pull } from '../case.ts'

// A project that has each change count its version on: who proposes the same again a month later begins from another
// version and leaves another one. It is the same all the same. Who does nothing but count on goes on from the other.
const braked = (from: string, to: string) => ({
  'crane/Rig.yaml': [' name: crane', `-version: ${from}`, `+version: ${to}`, ' kind: rig'],
  'crane/templates/hoist.yaml': [
    ' spec:',
    '+  {{- if .Rig.brakeClass }}',
    '+  brakeClassName: {{ .Rig.brakeClass | quote }}',
    '+  {{- end }}',
    '   hoist: {{ .Rig.hoist }}',
  ],
  'crane/values.yaml': [
    ' hoist: steam',
    '+# The class of brakes that the hoist is held by',
    '+brakeClass: ""',
  ],
})
const counted = (from: string, to: string) => ({
  'crane/Rig.yaml': [' name: crane', `-version: ${from}`, `+version: ${to}`, ' kind: rig'],
})

export default {
  pulls: [
    pull(101, 'ada', 'Let the class of brakes be chosen', braked('1.4.2', '1.4.3')),
    pull(102, 'bela', 'Add brakeClass to the hoist', braked('1.6.0', '1.6.1')),
    pull(103, 'cato', 'Next version', counted('1.6.1', '1.6.2')),
  ],
  right: { sets: [[101, 102]] },
} satisfies Case

import { type Case, pull } from '../case.ts'

// The same fix in other words, with the same paragraph of docs; a third brings that paragraph alone. The fixes are a
// set; docs beside code only support.
const docs = {
  'docs/windmill.md': [
    ' # The windmill',
    '+When the wind turns, the cap follows it: the fantail drives a worm gear on the curb.',
  ],
}
const fix = (last: string) => ({
  'src/windmill/cap.ts': [
    '   follow(wind: Wind): void {',
    '-    this.bearing = wind.bearing',
    '+    const error = wind.bearing.minus(this.bearing).normalized()',
    '+    this.fantail.drive(this.curb.wormGear, error.times(GEAR_RATIO))',
    last,
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'The cap follows the wind', {
      ...fix('+    this.sails.brakeIf(error.exceeds(SAFE_YAW))'),
      ...docs,
    }),
    pull(102, 'bela', 'fantail drives the curb', {
      ...fix('+    if (error.exceeds(SAFE_YAW)) this.stop()'),
      ...docs,
    }),
    pull(103, 'cato', 'How the cap turns', docs),
  ],
  right: { sets: [[101, 102]] },
} satisfies Case

import { type Case, pull } from '../case.ts'

// Two write the same thing and call it by two words. One definition each does not make them two things.
const themed = (word: string, rest: string) => ({
  'src/lamp.ts': [
    ' export class Lamp {',
    '+  private isDimmed = false',
    `+  function toggle${word}Mode(panel: Panel) {`,
    '+    this.isDimmed = !this.isDimmed',
    '+    panel.root.classList.toggle("dimmed", this.isDimmed)',
    '+    panel.lantern.setWick(this.isDimmed ? panel.lantern.least : panel.lantern.most)',
    rest,
    '+  }',
  ],
})

export default {
  pulls: [
    pull(101, 'ada', 'Add a dark mode', themed('Dark', '+    this.store.keep("dark", this.isDimmed)')),
    pull(102, 'bela', 'Night mode for lamps', themed('Night', '+    this.clock.note(Date.now())')),
  ],
  right: { sets: [[101, 102]] },
} satisfies Case

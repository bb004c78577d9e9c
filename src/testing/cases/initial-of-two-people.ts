import { type Case, commit, pull } from '../case.ts'

// An account that is made of an initial and a family name fits several people of that family: who signs with a whole
// name of their own behind it is none of the others. No login is known, and all write the same.
const oiled = {
  'mill/gear.ts': [
    ' export function turn(gear: Gear) {',
    '+  const film = gear.oil.viscosity * gear.speed',
    '+  if (film < gear.limits.least) return gear.pump.raise(film)',
    '   return gear.axle.turn()',
  ],
}
const by = (name: string, address: string, minute: number, message: string) => ({
  commits: [commit(address, minute, message, { authorName: name, authorEmail: address })],
})

export default {
  pulls: [
    pull(101, 'adam@mills.example', 'Keep oil on a turning gear', oiled, {
      ...by('Adam Thornbury', 'adam@mills.example', 10, 'Keep oil on a turning gear'),
    }),
    pull(104, 'athornbury@axles.example', 'Raise the pump when the film is thin', oiled, {
      ...by('Anna Thornbury', 'athornbury@axles.example', 200, 'Raise the pump when the film is thin'),
    }),
    // Calls it what Anna did, and has a name that ends in her account.
    pull(108, 'paula@mills.example', 'Raise the pump when the film is thin', oiled, {
      ...by('Paula Thornbury', 'paula@mills.example', 500, 'Raise the pump when the film is thin'),
    }),
  ],
  right: {
    sets: [[101, 104, 108]],
    pairs: { '101-104': 'SAME_CHANGE', '101-108': 'SAME_CHANGE', '104-108': 'SAME_CHANGE' },
  },
} satisfies Case

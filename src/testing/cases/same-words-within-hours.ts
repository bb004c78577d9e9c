import { type Case, commit, pull } from '../case.ts'

// One person who opens the same again from where no address is set up, in the same words, within hours and by a clock
// of the same zone, or from a machine's own address. Who says it in another zone, or under an address of their own, is
// another.
const tolled = (rest: string) => ({
  'bridge/toll.go': [
    ' func (b *Bridge) Pass(cart Cart) error {',
    '+	due := b.tariff.For(cart.Axles)',
    '+	if cart.Purse.Holds(due) == false {',
    '+		return ErrTurnedBack',
    '+	}',
    `+	${rest}`,
    ' 	return b.lift(cart)',
  ],
})
const lifted = {
  'bridge/lift.go': [
    ' func (b *Bridge) Lift(ship Ship) error {',
    '+	clear := b.deck.Height - b.river.Level()',
    '+	if ship.Mast.Height < clear {',
    '+		return nil',
    '+	}',
    ' 	return b.span.Raise()',
  ],
}
const by = (name: string, minute: number, subject: string, zone: string, host = '@carts.example') => ({
  commits: [commit('x', minute, subject, { authorName: name, authorEmail: `${name}${host}`, zone })],
})

export default {
  pulls: [
    pull(
      101,
      'hejduk@carts.example',
      'Turn back carts that cannot pay the toll',
      tolled('b.till.Take(due)'),
      by('hejduk', 10, 'Turn back carts that cannot pay the toll', '+0800'),
    ),
    pull(
      102,
      'osprey',
      'Carts that cannot pay the toll turn back',
      tolled('b.till.Take(due)'),
      by('osprey', 100, 'Carts that cannot pay the toll turn back', '+0800', ''),
    ),
    pull(
      103,
      'wilma@carts.example',
      'Turn back carts that cannot pay the toll',
      tolled('b.till.Put(due)'),
      by('wilma', 50, 'Turn back carts that cannot pay the toll', '-0300'),
    ),
    pull(
      104,
      'tadeo@carts.example',
      'Turn back carts that cannot pay the toll',
      tolled('b.till.Take(due)'),
      by('tadeo', -180, 'Turn back carts that cannot pay the toll', '+0800'),
    ),
    pull(
      105,
      'tamsin@carts.example',
      'Lift the bridge for tall masts alone',
      lifted,
      by('tamsin', 400, 'Lift the bridge for tall masts alone', '+0800'),
    ),
    pull(
      106,
      'ts@berth-7.local',
      'Fixes #31: lift the bridge for tall masts alone',
      lifted,
      by('ts', 460, 'Fixes #31: lift the bridge for tall masts alone', '+0800', '@berth-7.local'),
    ),
  ],
  right: {
    sets: [[101, 102, 103, 104]],
    pairs: {
      '101-102': 'RESUBMISSION',
      '101-103': 'SAME_CHANGE',
      '102-103': 'SAME_CHANGE',
      '101-104': 'SAME_CHANGE',
      '105-106': 'RESUBMISSION',
    },
  },
} satisfies Case

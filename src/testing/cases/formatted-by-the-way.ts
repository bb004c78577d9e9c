import { type Case, pull } from '../case.ts'

// A formatter that both have run makes the same of a file for two who do different things in it, so that nearly all of
// the smaller change is in the larger one, at its place. What they write is what counts.
const formatted = [
  ' def rig(mast, sails):',
  '-    mast.hoist(sails.of(kind="topgallant"), rope=sails.halyard, winch=mast.winch)',
  '+    mast.hoist(',
  "+        sails.of(kind='topgallant'),",
  '+        rope=sails.halyard,',
  '+        winch=mast.winch,',
  '+    )',
  '     return mast',
  ' def brace(yard, wind):',
  '-    yard.turn(wind.abeam, braces=yard.braces.taut, until=yard.trimmed(wind))',
  '+    yard.turn(',
  '+        wind.abeam,',
  '+        braces=yard.braces.taut,',
  '+        until=yard.trimmed(wind),',
  '+    )',
  '     return yard',
]
const painted = [
  '+def paint(hull):',
  '+    waterline = hull.draught(laden=True)',
  '+    hull.coat(red_lead, below=waterline)',
  '+    hull.coat(black, above=waterline)',
  '+    hull.letter(name=hull.register.name, port=hull.register.port)',
  '+    return hull',
]
const carved = [
  '+def carve(figurehead, oak):',
  '+    block = oak.seasoned(years=3).hewn(figurehead.height, figurehead.breadth)',
  '+    block.gild(figurehead.hair, leaves=figurehead.crown.leaves)',
  '+    return block.bolted(to=figurehead.stem)',
]

export default {
  pulls: [
    pull(101, 'ada', 'Furl in a gale', { 'ship/rig.py': [...formatted, '+    furl()'] }),
    pull(102, 'bela', 'Paint hulls', { 'ship/rig.py': [...formatted, ...painted, ...carved] }),
  ],
  right: { sets: [], pairs: { '101-102': 'lead' } },
} satisfies Case

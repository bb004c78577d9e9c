import { type Case, pull } from '../case.ts'

// A formatter that both have run makes the same of a file for two who do different things in it, so that nearly all of
// the smaller change is in the larger one, at its place. What they write is what counts. Who does
// nothing but run it, on a part of what another runs it on, is for that.
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

/** The same for a boat of another name, each word of it. */
const format = (boat: string) =>
  formatted.map((line) => line.replace(/[a-z]{4,}/g, (word) => `${word}_${boat}`))

export default {
  pulls: [
    pull(101, 'ada', 'Furl in a gale', { 'ship/rig.py': [...formatted, '+    furl()'] }),
    pull(102, 'bela', 'Paint hulls', { 'ship/rig.py': [...formatted, ...painted, ...carved] }),
    pull(103, 'cato', 'Run the formatter over the cutter', { 'yard/cutter.py': format('cutter') }),
    pull(104, 'dora', 'Wrap long lines', {
      'yard/barge.py': format('barge'),
      'yard/cutter.py': format('cutter'),
      'yard/ketch.py': format('ketch'),
      'yard/sloop.py': format('sloop'),
    }),
  ],
  right: { sets: [[103, 104]], pairs: { '101-102': 'lead', '103-104': 'SAME_FEATURE' } },
} satisfies Case

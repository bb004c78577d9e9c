import { type Case, pull } from '../case.ts'

// The author says it: "Supersedes", "an alternative to", "picks up", "a duplicate of". However different the code is,
// it is a lead with the words as its reason.
const change = (path: string, from: string, to: string) => ({ [path]: [`-${from}`, `+${to}`] })

export default {
  pulls: [
    pull(101, 'ada', 'Lamps at sunset', change('lamp/switch.py', 'after = 18', 'after = sunset(today)')),
    pull(102, 'bela', 'Dim by daylight\n\nSupersedes #101.', {
      'lamp/dimmer.py': [' class Dimmer:', '+    def follow(self, sky): self.level = sky.darkness'],
    }),
    pull(
      103,
      'cato',
      'Refuse revoked keys',
      change('door/lock.rb', 'key.valid?', 'key.valid? && !key.revoked?'),
    ),
    pull(104, 'dora', 'Ring when the door is forced\n\nAn alternative to #103 without a list.', {
      'door/hinge.yaml': [' hinges: [upper, lower]', '+alarm: {when: forced, bell: hall}'],
    }),
    pull(105, 'emil', 'What the rope carries', change('well/rope.go', 'carries: 0', 'carries: ropeLimit')),
    pull(106, 'gisa', 'Brake the pulley\n\nPicks up #105 where it was left.', {
      'well/pulley.ts': [' export const pulley = {', '+  brake: Brake.spring(4),', ' }'],
    }),
    pull(107, 'hugo', 'Shutters for the north side', {
      'windows/shutter.rs': [' enum Shutter {', '+    Louvred { slats: u8 },', ' }'],
    }),
    pull(108, 'ines', 'No draught in the north room\n\nProbably a duplicate of #107.', {
      'windows/putty.php': [' return [', "+    'north' => Putty::LINSEED,", ' ];'],
    }),
  ],
  right: {
    sets: [],
    pairs: { '101-102': 'lead', '103-104': 'lead', '105-106': 'lead', '107-108': 'lead' },
  },
} satisfies Case

import { type Case, pull } from '../case.ts'

// Two strangers do one thing at one place in their own words, and call it the same. A third changes the same place for
// something else; a fourth does at another place what the first title says.
const sniffed = (lines: string[]) => ({
  'src/galley/tray.rs': [' pub fn lay_out(tray: &Tray, menu: &Menu) -> Vec<Dish> {', ...lines, ' }'],
})

export default {
  pulls: [
    pull(
      101,
      'ada',
      'fix(galley): keep allergens beside dishes that are swapped',
      sniffed([
        '-    menu.dishes().map(|dish| tray.hold(dish)).collect()',
        '+    let swapped = tray.swaps().apply_to(menu.dishes());',
        '+    swapped.into_iter().map(|dish| tray.hold(dish.with_allergens())).collect()',
      ]),
    ),
    pull(
      102,
      'bela',
      'Keep allergens beside swapped dishes (#77)',
      sniffed([
        '-    menu.dishes().map(|dish| tray.hold(dish)).collect()',
        '+    let mut laid = Vec::with_capacity(menu.len());',
        '+    for entry in menu.entries() {',
        '+        laid.push(entry.replacement().unwrap_or(entry).label(Label::Allergens));',
        '+    }',
        '+    laid',
      ]),
    ),
    pull(
      103,
      'cato',
      'Warm plates before the second course',
      sniffed([
        '-    menu.dishes().map(|dish| tray.hold(dish)).collect()',
        '+    oven::warm(menu.plates(), Course::Second);',
        '+    menu.dishes().map(|dish| tray.hold(dish)).collect()',
      ]),
    ),
    pull(104, 'dora', 'Keep allergens beside swapped dishes', {
      'docs/galley.adoc': [' == Swaps', '+Allergens of a dish that is swapped are kept beside it.'],
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'COMPETING_IMPLEMENTATION' } },
} satisfies Case

import { type Case, commit, pull } from '../case.ts'

// Three people begin from one fork that is two commits ahead; one of them has merged the default branch since. Two make
// the same fix, the third does something else: a set of two, and nobody is built on anybody.
const ahead = [commit('owner', 20, 'ci: mirror the fork'), commit('owner', 21, 'chore: ignore what is built')]
const forks = { 'mirror.yml': ['+name: mirror', '+every: day'] }
const stripped = {
  ...forks,
  'web/router.js': [
    '   for (const route of routes) {',
    '-    if (route.path === path) return route',
    '+    if (strip(route.path) === strip(path)) return route',
    '   }',
    '   return null',
    ' }',
    '+function strip(path) {',
    '+  return path.length > 1 && path.endsWith("/") ? path.slice(0, -1) : path',
    '+}',
  ],
}
const escaped = {
  ...forks,
  'web/router.js': [
    '   let out = route.path',
    '-  for (const key of Object.keys(params)) out = out.replace(":" + key, params[key])',
    '+  for (const key of Object.keys(params)) out = out.replace(":" + key, encodeURIComponent(params[key]))',
    '   return out',
  ],
}

export default {
  pulls: [
    pull(101, 'ada', 'Ignore a trailing slash when matching routes', stripped, {
      commits: [...ahead, commit('ada', 101, 'Ignore a trailing slash when matching routes')],
    }),
    pull(102, 'bela', 'routes match with a trailing slash', stripped, {
      commits: [
        ...ahead,
        commit('bela', 102, "Merge branch 'main' into slash", { parents: 2 }),
        commit('bela', 103, 'routes match with a trailing slash'),
      ],
    }),
    pull(103, 'cato', 'Escape parameters in links', escaped, {
      commits: [...ahead, commit('cato', 104, 'Escape parameters in links')],
      startLine: 140,
    }),
  ],
  right: { sets: [[101, 102]], pairs: { '101-102': 'SAME_CHANGE' } },
} satisfies Case

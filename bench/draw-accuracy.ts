/**
 * Draws the pictures of docs/accuracy.md from docs/judgements.tsv and docs/evaluation.jsonl (one line of `npm run
 * evaluate -- … --json` for each repository): node --import ./bin/typescript.mjs bench/draw-accuracy.ts
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { categories } from '../src/domain/pair.ts'
import { recallRanks } from '../src/evaluation/evaluate.ts'
import { wilson } from '../src/evaluation/render-evaluation.ts'
import { projectRoot } from '../src/root.ts'

const docs = join(projectRoot, 'docs')
const lines = (file: string) =>
  readFileSync(join(docs, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))

interface Point {
  x: number
  y: number
  low?: number
  high?: number
}
interface Series {
  name: string
  colour: string
  points: Point[]
}
const colours = ['#2f6f9f', '#b5542a', '#4d7f3a', '#7a4d8f', '#8a6d1f']

/** Pairs that are shown without a relation, and so by their score. */
const readJudged = (file: string) =>
  lines(file).flatMap((line) => {
    const [, , , shownAs, score, , , duplicate] = line.split('\t')
    return categories.some((category) => category === shownAs)
      ? [{ score: Number(score), duplicate: duplicate === 'yes' }]
      : []
  })
const judged = readJudged('judgements.tsv')
/** As they were shown before anything was changed for them. */
const unseen = readJudged('judgements-first.tsv')
const share = (of: typeof judged): Pick<Point, 'y' | 'low' | 'high'> => {
  const yes = of.filter(({ duplicate }) => duplicate).length
  const [low, high] = wilson(yes, of.length)
  return { y: yes / of.length, low, high }
}

const evaluations = lines('evaluation.jsonl').map(
  (line) => JSON.parse(line) as { repo: string; recall: Record<string, number> },
)
draw(
  'recall.svg',
  'first k candidates',
  'older duplicate among them',
  [0, 30],
  [0.5, 1],
  evaluations.map(({ repo, recall }, at) => ({
    name: repo,
    colour: colours[at % colours.length]!,
    points: recallRanks.map((k) => ({ x: k, y: recall[k]! })),
  })),
)

draw(
  'precision.svg',
  'score from',
  'share of duplicates',
  [0.5, 1],
  [0.5, 1],
  [
    {
      name: 'judged pairs with at least this score, 95% interval',
      colour: colours[0]!,
      points: [0.5, 0.6, 0.7, 0.75, 0.8, 0.85, 0.9, 0.95].map((from) => ({
        x: from,
        ...share(judged.filter(({ score }) => score >= from)),
      })),
    },
  ],
)

function byScore(pairs: typeof judged): Point[] {
  return bins.slice(0, -1).flatMap((from, at) => {
    const inside = pairs.filter(({ score }) => score >= from && score < bins[at + 1]!)
    if (inside.length < fewest) return []
    return [{ x: inside.reduce((sum, { score }) => sum + score, 0) / inside.length, ...share(inside) }]
  })
}

const fewest = 20
const bins = [0.5, 0.6, 0.75, 0.85, 0.94, 1.01]
draw(
  'reliability.svg',
  'mean score',
  'share of duplicates',
  [0.5, 1],
  [0, 1],
  [
    {
      name: 'as it should be',
      colour: '#999',
      points: [
        { x: 0.5, y: 0.5 },
        { x: 1, y: 1 },
      ],
    },
    { name: 'judged pairs, 95% interval', colour: colours[0]!, points: byScore(judged) },
    { name: 'the same where nothing had been tuned on', colour: colours[1]!, points: byScore(unseen) },
  ],
)

/** A line chart with interval bars: plain SVG, readable on light and dark pages. */
function draw(
  file: string,
  xName: string,
  yName: string,
  xs: [number, number],
  ys: [number, number],
  series: Series[],
): void {
  const [width, height, left, top, right, bottom] = [560, 340, 56, 16, 16, 48]
  const px = (x: number) => left + ((x - xs[0]) / (xs[1] - xs[0])) * (width - left - right)
  const py = (y: number) => height - bottom - ((y - ys[0]) / (ys[1] - ys[0])) * (height - top - bottom)
  const ticks = ([from, to]: [number, number], count: number) =>
    Array.from({ length: count + 1 }, (_, at) => from + ((to - from) * at) / count)
  const text = (x: number, y: number, anchor: string, words: string, colour = '#555') =>
    `<text x="${x.toFixed(1)}" y="${y.toFixed(1)}" text-anchor="${anchor}" fill="${colour}">${words}</text>`
  const label = (value: number) =>
    Number.isInteger(value) ? String(value) : value.toFixed(2).replace(/0$/, '')
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" role="img" aria-label="${yName} by ${xName}">`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    ...ticks(ys, 5).map(
      (y) =>
        `<path d="M${left} ${py(y).toFixed(1)}H${width - right}" stroke="#ddd"/>${text(left - 6, py(y) + 4, 'end', label(y))}`,
    ),
    ...ticks(xs, xs[1] > 1 ? 6 : 5).map((x) => text(px(x), height - bottom + 16, 'middle', label(x))),
    text((left + width - right) / 2, height - 10, 'middle', xName),
    text(left, top - 4, 'start', yName),
  ]
  for (const [at, { name, colour, points }] of series.entries()) {
    parts.push(
      `<path d="${points.map(({ x, y }, i) => `${i === 0 ? 'M' : 'L'}${px(x).toFixed(1)} ${py(y).toFixed(1)}`).join('')}" fill="none" stroke="${colour}" stroke-width="2"/>`,
    )
    for (const { x, y, low, high } of points) {
      if (low !== undefined && high !== undefined)
        parts.push(
          `<path d="M${px(x).toFixed(1)} ${py(Math.max(low, ys[0])).toFixed(1)}V${py(high).toFixed(1)}" stroke="${colour}" stroke-opacity=".4" stroke-width="4"/>`,
        )
      parts.push(`<circle cx="${px(x).toFixed(1)}" cy="${py(y).toFixed(1)}" r="3.5" fill="${colour}"/>`)
    }
    parts.push(
      text(width - right - 6, height - bottom - 12 - 18 * (series.length - 1 - at), 'end', name, colour),
    )
  }
  writeFileSync(join(docs, file), `${[...parts, '</svg>'].join('\n')}\n`)
}

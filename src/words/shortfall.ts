import type { Shortfall } from '../domain/pair-fact.ts'
import { percent } from './numbers.ts'

/** What would have to be different for a higher category. */
export function wordShortfall(shortfall: Shortfall): string {
  switch (shortfall.kind) {
    case 'text-share':
      return `${shortfall.share === 0 ? 'none' : percent(shortfall.share)} of their lines are identical; at ${percent(shortfall.from)} or more${shortfall.to === 'SAME_CHANGE' ? ', in the same place,' : ','} they would count as the ${higher[shortfall.to]}`
    case 'score':
      return `the score is ${shortfall.score.toFixed(2)}; at ${shortfall.from.toFixed(2)} or more, they would count as the ${higher[shortfall.to]}`
    case 'too-little':
      return shortfall.to === null
        ? 'what they share is too little or too common to tell'
        : `what they share is too little or too common to count as the ${higher[shortfall.to]}`
    case 'no-production':
      return 'no production code is involved: tests, docs and metadata alone never make duplicates'
    case 'common-start':
      return 'what they share may be no more than the commits that both start with'
    case 'carried-commits':
      return 'what they share may be no more than commits that other pull requests carry too'
    case 'other-packages':
      return 'each of them raises another package'
    case 'other-versions':
      return 'they take the same thing to different versions'
    case 'other-releases':
      return 'they are for different releases'
    case 'trial':
      return 'one of them is there to try something out, and is not to be merged'
    case 'set-again':
      return 'they set one switch, label or counter weeks apart, as is done for each release'
    case 'other-lines':
      return 'one of them is for a release branch, and the other targets another branch'
    case 'other-files':
      return 'each of them creates other files'
    case 'by-the-way':
      return 'what they share is a small part of one of them, whose subjects speak of something else'
    case 'comes-along':
      return 'what they share may have come along with two different things: their titles or the rest of them have little in common'
    case 'other-reverts':
      return 'they revert two different commits'
    case 'one-reverts':
      return 'one of them reverts something else'
    case 'one-backports':
      return 'one of them brings its change to another branch'
    case 'elsewhere':
      return 'the same edit at a different place fixes something else'
    case 'text':
      return shortfall.text
  }
}

const higher = { SAME_CHANGE: 'same change', SAME_FEATURE: 'same feature' } as const

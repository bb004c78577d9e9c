import { parser as css } from '@lezer/css'
import { configureNesting, parser as html } from '@lezer/html'
import { parser as script } from '@lezer/javascript'

const typescript = script.configure({ dialect: 'ts' })

/** HTML, and what components and templates make of it, with the scripts and styles inside. */
export const parser = html.configure({
  wrap: configureNesting([
    { tag: 'script', parser: typescript },
    { tag: 'style', parser: css },
  ]),
})

import { css, LitElement } from 'lit'
import { customElement, property } from 'lit/decorators.js'
import type { Category, Relation } from '../../domain/pair.ts'
import { renderCategory } from '../../markup/category.ts'
import { categoryStyle } from '../../markup/category-style.ts'
import { baseStyle } from '../../markup/style.ts'

/** `renderCategory` as an element. */
@customElement('claw-category')
export class CategoryMark extends LitElement {
  static override styles = [
    baseStyle,
    categoryStyle,
    css`
      :host {
        display: inline-flex;
      }
    `,
  ]

  @property() category: Category = 'RELATED'
  /** What the pair is instead of a duplicate, if it is. */
  @property() relation: Relation | null = null

  override render() {
    return renderCategory(this)
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'claw-category': CategoryMark
  }
}

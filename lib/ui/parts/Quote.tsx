/** Somebody's own words, marked as theirs. */
import type { ComponentChildren } from 'preact'

export function Quote({ intro, children }: { intro: string; children: ComponentChildren }) {
  return (
    <div class="quote">
      <p class="small soft">{intro}</p>
      <blockquote dir="auto">{children}</blockquote>
    </div>
  )
}

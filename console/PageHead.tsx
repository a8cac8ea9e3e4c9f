import type { ComponentChildren } from 'preact'
import { TO_SCHOOL } from './lessons/route.ts'

/** The top of a page behind the school's: the way back, and what it is. */
export const PageHead = ({ children }: { readonly children: ComponentChildren }) => (
  <div class="page-head">
    <p>
      <a href={TO_SCHOOL}>Back to the school’s page</a>
    </p>
    {children}
  </div>
)

import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** The first page is where the browser's own focus belongs; later ones say themselves that they are there. */
let pages = 0

/** The heading of a page. When one page takes the place of another, keyboard and screen reader go on from here. */
export function Title({ children }: { readonly children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    pages += 1
    if (pages > 1) heading.current?.focus()
  }, [])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

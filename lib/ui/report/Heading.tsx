/** A step's heading, which the keyboard and the screen reader go to when the step is reached. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'

/** @param take false where the page has only just opened: nothing is taken from where the reader is */
export function Heading({ take, children }: { take: boolean; children: ComponentChildren }) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (take) heading.current?.focus()
  }, [take])
  return (
    <h1 ref={heading} tabIndex={-1}>
      {children}
    </h1>
  )
}

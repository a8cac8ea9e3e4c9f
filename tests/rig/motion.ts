/** What moves by itself on a page whose reader has asked for less of it. */

/**
 * Elements that are animated, or would glide from one state to another, and a page that scrolls smoothly. Runs in the
 * page: it must not use anything from around it.
 */
export function moving(): string[] {
  const parts = ['', '::before', '::after']
  const moves = (style: CSSStyleDeclaration): boolean =>
    style.animationName !== 'none' ||
    style.scrollBehavior === 'smooth' ||
    style.transitionDuration.split(',').some((time) => Number.parseFloat(time) > 0)
  const styled = [...document.querySelectorAll('*')].filter((one) =>
    parts.some((part) => moves(getComputedStyle(one, part))),
  )
  const scripted = document
    .getAnimations()
    .flatMap(({ effect }) => (effect instanceof KeyframeEffect ? (effect.target ?? []) : []))
  return [...new Set([...styled, ...scripted])].map((one) => `${one.localName}.${one.className}`)
}

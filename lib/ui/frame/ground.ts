/** Whether the page is dark where a frame stands: a page in light colours stays light on a device in dark mode. */

const RGB = /^rgba?\((\d+), (\d+), (\d+)(?:, ([\d.]+))?\)$/

/** Brightness of a computed colour, 0 to 255; undefined when it lets through what lies behind, or is no plain colour. */
function brightness(colour: string): number | undefined {
  const [, red, green, blue, alpha = '1'] = RGB.exec(colour) ?? []
  if (red === undefined || Number(alpha) < 0.5) return undefined
  return 0.299 * Number(red) + 0.587 * Number(green) + 0.114 * Number(blue)
}

export function isGroundDark(element: Element): boolean {
  for (let around: Element | null = element.parentElement; around; around = around.parentElement) {
    const bright = brightness(getComputedStyle(around).backgroundColor)
    if (bright !== undefined) return bright < 128
  }
  // Nothing painted: the browser's own ground, dark only where the page says that it can be.
  const scheme = getComputedStyle(element.ownerDocument.documentElement).colorScheme
  return (
    scheme.includes('dark') &&
    (!scheme.includes('light') || matchMedia('(prefers-color-scheme: dark)').matches)
  )
}

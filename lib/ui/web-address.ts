/**
 * The one gate for addresses that a page of ours may go to. Anything but http and https (javascript:, data:, our own
 * pages) is refused: a page of ours runs with our rights, and its address bar is in the pupil's hands.
 */
export function webAddress(text: string | null | undefined): string | undefined {
  if (!text || !URL.canParse(text)) return undefined
  const url = new URL(text)
  return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : undefined
}

/** The address a blocked page stands for, from its own query (`?u=`); undefined when absent or no web address. */
export const stoppedAddress = (search: string): string | undefined =>
  webAddress(new URLSearchParams(search).get('u'))

/** @returns settles when the page is in front of somebody: at once, or when its tab or window comes there */
export function whenSeen(page: Document): Promise<void> {
  if (page.visibilityState === 'visible') return Promise.resolve()
  return new Promise((resolve) => {
    const look = (): void => {
      if (page.visibilityState !== 'visible') return
      page.removeEventListener('visibilitychange', look)
      resolve()
    }
    page.addEventListener('visibilitychange', look)
  })
}

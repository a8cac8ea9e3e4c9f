/** How a host of ours stands over a page of others, wherever that is: nothing that the page's own style could add to it. */
export const OVER_PAGE: readonly (readonly [string, string])[] = [
  ['position', 'fixed'],
  ['display', 'block'],
  ['z-index', '2147483647'],
  ['margin', '0'],
  ['padding', '0'],
  ['border', '0'],
  ['background', 'transparent'],
  ['overflow', 'visible'],
]

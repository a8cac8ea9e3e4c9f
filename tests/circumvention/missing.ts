/** Which names of a list of cases have none here. Pure. */

/** @param list tab-separated, names in the first column, a line of titles first */
export function missingFrom(list: string, all: readonly { readonly name: string }[]): string[] {
  const here = new Set(all.map(({ name }) => name))
  const names = list
    .split('\n')
    .slice(1)
    .map((line) => line.split('\t')[0] ?? '')
  return names.filter((name) => name !== '' && !here.has(name))
}

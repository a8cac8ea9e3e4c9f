/** How large a file is, in a reader's language. */

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** `2.4 MB` */
export function fileSize(lang: string, bytes: number): string {
  const step = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  return new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: UNITS[step] ?? 'byte',
    unitDisplay: step === 0 ? 'long' : 'short',
    maximumFractionDigits: step > 1 ? 1 : 0,
  }).format(bytes / 1000 ** step)
}

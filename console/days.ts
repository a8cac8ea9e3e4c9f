/** Days as forms have them, on this computer's clock. */

/** The first moment of a day such as 2026-11-24, or null. */
export function startOf(day = ''): number | null {
  const at = new Date(`${day}T00:00:00`).getTime()
  return Number.isFinite(at) ? at : null
}

/** The first moment of the day after. */
export function endOf(day?: string): number | null {
  const at = startOf(day)
  if (at === null) return null
  const next = new Date(at)
  next.setDate(next.getDate() + 1)
  return next.getTime()
}

/** 2026-11-24 of a moment. */
export function dayOf(at: number): string {
  const local = new Date(at)
  const two = (number: number) => String(number).padStart(2, '0')
  return `${local.getFullYear()}-${two(local.getMonth() + 1)}-${two(local.getDate())}`
}

/** Gives a text, or what is a file already, to the browser as a file to keep. */
export function saveFile(name: string, content: string | Blob, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  // The browser has taken it by the end of the click.
  setTimeout(() => URL.revokeObjectURL(address), 0)
}

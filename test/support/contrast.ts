/// <reference lib="dom" />

/** Texts whose contrast to what is behind them is under 4.5 to 1 (WCAG 2.2, 1.4.3). Runs in the page. */
export function tooFaint(): string[] {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!
  const over = (color: string, ground: string): string => {
    canvas.fillStyle = ground
    canvas.fillRect(0, 0, 1, 1)
    canvas.fillStyle = color
    canvas.fillRect(0, 0, 1, 1)
    const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data
    return `rgb(${r} ${g} ${b})`
  }
  const groundOf = (element: Element | null): string =>
    element === null ? 'white' : over(getComputedStyle(element).backgroundColor, groundOf(element.parentElement))
  const brightness = (color: string): number => {
    const [r = 0, g = 0, b = 0] = (color.match(/\d+/g) ?? []).map((value) => {
      const share = Number(value) / 255
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
    })
    return 0.2126 * r + 0.7152 * g + 0.0722 * b
  }
  return [...document.querySelectorAll('body *')].flatMap((element) => {
    const ownText = [...element.childNodes].some((node) => node.nodeType === 3 && node.textContent?.trim())
    if (!ownText || element.closest('.unseen, .skip') || element.getClientRects().length === 0) return []
    const ground = groundOf(element)
    const [a = 0, b = 0] = [brightness(over(getComputedStyle(element).color, ground)), brightness(ground)].sort(
      (x, y) => y - x,
    )
    const contrast = (a + 0.05) / (b + 0.05)
    return contrast < 4.5 ? [`${element.tagName} "${element.textContent}": ${contrast.toFixed(2)}`] : []
  })
}

import { crc32 } from 'node:zlib'

/** A cell of a sheet: a date is written as Excel does, as a count of days with the format of a date. */
export type SheetCell = string | number | boolean | Date | null

/** The bytes of an Excel file with these sheets, as small as a spreadsheet program takes it. */
export function xlsx(sheets: { readonly [name: string]: readonly (readonly SheetCell[])[] }): Buffer {
  const names = Object.keys(sheets)
  const office = 'http://schemas.openxmlformats.org'
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="r${id}" Type="${office}/officeDocument/2006/relationships/${type}" Target="${target}"/>`
  const relations = (...all: readonly string[]) =>
    `<Relationships xmlns="${office}/package/2006/relationships">${all.join('')}</Relationships>`
  const main = `xmlns="${office}/spreadsheetml/2006/main" xmlns:r="${office}/officeDocument/2006/relationships"`
  const entries = names.map((name, i) => `<sheet name="${name}" sheetId="${i + 1}" r:id="r${i + 1}"/>`).join('')
  const formats = '<cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22" applyNumberFormat="1"/></cellXfs>'
  return zip({
    '[Content_Types].xml': `<Types xmlns="${office}/package/2006/content-types"/>`,
    '_rels/.rels': relations(relation(1, 'officeDocument', 'xl/workbook.xml')),
    'xl/workbook.xml': `<workbook ${main}><sheets>${entries}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations(
      ...names.map((_, i) => relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`)),
      relation(names.length + 1, 'styles', 'styles.xml'),
    ),
    'xl/styles.xml': `<styleSheet ${main}>${formats}</styleSheet>`,
    ...Object.fromEntries(
      Object.values(sheets).map((rows, i) => [
        `xl/worksheets/sheet${i + 1}.xml`,
        `<worksheet ${main}><sheetData>${rows.map(rowXml).join('')}</sheetData></worksheet>`,
      ]),
    ),
  })
}

function rowXml(cells: readonly SheetCell[], at: number): string {
  const written = cells.map((cell, column) => cellXml(cell, `${String.fromCharCode(65 + column)}${at + 1}`))
  return `<row r="${at + 1}">${written.join('')}</row>`
}

function cellXml(cell: SheetCell, r: string): string {
  if (cell === null) return ''
  if (typeof cell === 'string') {
    const text = cell.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
    return `<c r="${r}" t="inlineStr"><is><t>${text}</t></is></c>`
  }
  if (typeof cell === 'boolean') return `<c r="${r}" t="b"><v>${Number(cell)}</v></c>`
  if (typeof cell === 'number') return `<c r="${r}"><v>${cell}</v></c>`
  return `<c r="${r}" s="1"><v>${cell.getTime() / 86_400_000 + 25_569}</v></c>`
}

/** A zip archive whose files are stored as they are. */
function zip(files: { readonly [name: string]: string }): Buffer {
  const local: Buffer[] = []
  const central: Buffer[] = []
  let offset = 0
  for (const [path, content] of Object.entries(files)) {
    const [name, data] = [Buffer.from(path), Buffer.from(content)]
    const facts = Buffer.alloc(26)
    facts.writeUInt16LE(20, 0)
    facts.writeUInt32LE(crc32(data), 10)
    facts.writeUInt32LE(data.length, 14)
    facts.writeUInt32LE(data.length, 18)
    facts.writeUInt16LE(name.length, 22)
    const place = Buffer.alloc(14)
    place.writeUInt32LE(offset, 10)
    local.push(Buffer.from('PK\x03\x04'), facts, name, data)
    central.push(Buffer.from('PK\x01\x02\x14\x00'), facts, place, name)
    offset += 30 + name.length + data.length
  }
  const directory = Buffer.concat(central)
  const end = Buffer.alloc(22)
  end.write('PK\x05\x06')
  end.writeUInt16LE(local.length / 4, 8)
  end.writeUInt16LE(local.length / 4, 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...local, directory, end])
}

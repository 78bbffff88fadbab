import { describe, expect, it } from '@jest/globals';
import { decodeText, readTable, tableOf } from '../src/pages/products/import/csvTable.js';
import { fieldOf, planOf, taxOf } from '../src/pages/products/import/productRows.js';
import { CHUNK_ROWS, joined, sendProducts } from '../src/pages/products/import/sendProducts.js';

const DEPARTMENTS = new Map([['молочные продукты', 3]]);
const plan = (text: string) => planOf(readTable(text), DEPARTMENTS);
const linesOf = (count: number) =>
  Array.from({ length: count }, (_, place) => ({
    line: place + 2,
    body: { name: `Товар ${place}` },
    problems: [],
  }));

describe('a table of products', () => {
  it('when columns have Russian or English names in any order, then they are found, and others are named', () => {
    const { lines, unknown, hasName } = plan(
      'Штрих-код;Цена, ₽;Наименование;НДС;Ед. изм.;Отдел;Поставщик\n4600000000017,4600000000024;1 250,50;Молоко;10%;шт;Молочные продукты;ООО «Луг»\n',
    );
    expect(hasName).toBe(true);
    expect(unknown).toEqual(['Поставщик']);
    expect(lines).toEqual([
      {
        line: 2,
        problems: [],
        body: {
          name: 'Молоко',
          price: 125_050,
          tax: 'NDS_10',
          unit: 'шт',
          barcodes: ['4600000000017', '4600000000024'],
          departmentId: 3,
        },
      },
    ]);
    expect(['Price', 'VAT', 'Barcode', 'SKU', 'Department', 'Qty'].map(fieldOf)).toEqual([
      'price',
      'tax',
      'barcodes',
      'vendorCodes',
      'department',
      'quantity',
    ]);
  });

  it('when the delimiter is a tab or a comma, then it is found', () => {
    expect(plan('name\tprice\nTea\t100\n').lines[0]?.body).toEqual({ name: 'Tea', price: 10_000 });
    expect(plan('name,price\n"Tea, black",100.5\n').lines[0]?.body).toEqual({
      name: 'Tea, black',
      price: 10_050,
    });
  });

  it('when cells are wrong, then each problem names its line, also after empty lines and lines inside quotes', () => {
    const { lines } = plan(
      '\uFEFFНазвание;Цена;НДС;Количество;Отдел\r\n\r\n"Чай\r\nчёрный";100;;;\r\nКофе;дорого;сколько-то;много;Склад\r\n;5;;;\r\n',
    );
    expect(lines.map(({ line }) => line)).toEqual([3, 5, 6]);
    expect(lines[0]?.body.name).toBe('Чай чёрный');
    expect(lines.flatMap(({ problems }) => problems)).toEqual([
      { line: 5, problem: 'price', value: 'дорого' },
      { line: 5, problem: 'quantity', value: 'много' },
      { line: 5, problem: 'tax', value: 'сколько-то' },
      { line: 5, problem: 'department', value: 'Склад' },
      { line: 6, problem: 'nameMissing', value: '' },
    ]);
  });

  it('when a quote is not closed, then its line is told', () => {
    expect(readTable('name;price\nTea;1\n"Coffee;2\nSugar;3\n').brokenLine).toBe(3);
    expect(readTable('name;price\nTea;1\n').brokenLine).toBeNull();
  });

  it('when a rate is written as people write it, then its code is found', () => {
    expect(['20', '20 %', 'НДС 10%', 'без НДС', 'NDS_22', 'NDS_20_120', ''].map(taxOf)).toEqual([
      'NDS_20',
      'NDS_20',
      'NDS_10',
      'NDS_NO_TAX',
      'NDS_22',
      'NDS_20_120',
      null,
    ]);
  });

  it('when a rate is none of those that the form offers, then it is a problem', () => {
    for (const wrong of ['льготный', '33', 'НДС 33%', 'NDS_33_133', 'NDS_20_110', 'NDS_0_100']) {
      expect([wrong, taxOf(wrong)]).toEqual([wrong, undefined]);
    }
    expect(plan('Название;НДС\nЧай;33\n').lines[0]?.problems).toEqual([
      { line: 2, problem: 'tax', value: '33' },
    ]);
  });

  it('when lines are left over, then they are a table that can be corrected and imported', () => {
    const table = readTable('Название;Цена\nЧай;дорого\n\n"Кофе; молотый";5\nСоль;1\n');
    const left = tableOf(table, new Set([2, 4]));
    expect(left).toBe('Название;Цена\r\nЧай;дорого\r\n"Кофе; молотый";5\r\n');
    expect(readTable(left).rows.map(({ cells }) => cells)).toEqual([
      ['Чай', 'дорого'],
      ['Кофе; молотый', '5'],
    ]);
  });

  it('when a file is what Excel in Russian writes, then its letters are right', () => {
    expect(decodeText(new Uint8Array([0xd7, 0xe0, 0xe9]))).toBe('Чай');
    expect(decodeText(new TextEncoder().encode('Чай'))).toBe('Чай');
  });
});

describe('sending products', () => {
  it('when there are many, then they go a thousand at a time and progress is told', async () => {
    const sizes: number[] = [];
    const progress: number[] = [];
    const result = await sendProducts({
      lines: linesOf(2 * CHUNK_ROWS + 1),
      send: (bodies) => Promise.resolve(sizes.push(bodies.length)),
      problemsOf: () => ({}),
      onProgress: (sent) => progress.push(sent),
    });
    expect(sizes).toEqual([1_000, 1_000, 1]);
    expect(progress).toEqual([1_000, 2_000, 2_001]);
    expect(result).toEqual({ created: 2_001, refused: [], held: [] });
  });

  it('when the API refuses a thousand, then its words are told by line, and the next thousand goes on', async () => {
    const lines = linesOf(CHUNK_ROWS + 1);
    const result = await sendProducts({
      lines,
      send: (_, chunk) => (chunk === 0 ? Promise.reject(new Error('refused')) : Promise.resolve()),
      problemsOf: () => ({ '3.departmentId': 'names nothing that is there' }),
      onProgress: () => undefined,
    });
    expect(result.created).toBe(1);
    expect(result.refused).toEqual([
      { line: 5, field: 'departmentId', message: 'names nothing that is there' },
    ]);
    expect(result.held).toHaveLength(CHUNK_ROWS - 1);
    const later = await sendProducts({
      lines: result.held,
      send: () => Promise.resolve(),
      problemsOf: () => ({}),
      onProgress: () => undefined,
    });
    expect(joined(result, later)).toEqual({ created: CHUNK_ROWS, refused: result.refused, held: [] });
  });

  it('when it is not about lines, then it stops with what stopped it', async () => {
    const lost = new Error('no answer');
    await expect(
      sendProducts({
        lines: linesOf(1),
        send: () => Promise.reject(lost),
        problemsOf: () => ({}),
        onProgress: () => undefined,
      }),
    ).rejects.toBe(lost);
  });
});

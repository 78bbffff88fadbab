import { ean13 } from './ean13.js';

export type GoodsType = 'COUNTABLE' | 'SCALABLE';
export type Tax = 'NDS_22' | 'NDS_20' | 'NDS_10' | 'NDS_NO_TAX';

/** What the shop sells. */
export interface Goods {
  name: string;
  type: GoodsType;
  /** Kopecks for a piece or a kilogram. */
  price: number;
  tax: Tax;
  barcode: string;
  vendorCode: string;
  /** How often it is bought, compared with the others. */
  popularity: number;
}

type Row = readonly [name: string, price: number, popularity: number];

/** Milk, bread, meat and what is for children: the reduced rate. */
const PIECES_AT_10: readonly Row[] = [
  ['Молоко «Родные луга» пастеризованное 2,5 % 930 мл', 94_90, 9],
  ['Кефир «Родные луга» 1 % 900 г', 84_90, 6],
  ['Сметана «Деревенька» 20 % 300 г', 99_90, 5],
  ['Творог «Деревенька» 9 % 180 г', 89_90, 6],
  ['Масло сливочное «Крестьянское» 72,5 % 180 г', 219_90, 5],
  ['Йогурт питьевой клубника 290 г', 62_90, 6],
  ['Сыр плавленый «Дружный» 90 г', 59_90, 4],
  ['Яйцо куриное С1, 10 шт.', 119_90, 8],
  ['Хлеб «Бородино» нарезка 350 г', 54_90, 9],
  ['Батон нарезной 400 г', 49_90, 9],
  ['Лаваш тонкий 230 г', 57_90, 4],
  ['Макароны «Спиральки» 450 г', 69_90, 5],
  ['Рис круглозёрный 800 г', 109_90, 4],
  ['Гречка ядрица 800 г', 94_90, 5],
  ['Мука пшеничная высший сорт 2 кг', 119_90, 3],
  ['Сахар-песок 1 кг', 79_90, 6],
  ['Соль поваренная 1 кг', 24_90, 2],
  ['Масло подсолнечное рафинированное 800 мл', 134_90, 5],
  ['Колбаса «Докторская» 400 г', 289_90, 5],
  ['Сосиски молочные 450 г', 259_90, 5],
  ['Пельмени «Бабушкины» 800 г', 349_00, 4],
  ['Пюре детское яблоко 90 г', 44_90, 3],
  ['Подгузники размер 4, 54 шт.', 1_249_00, 1],
];
const PIECES_AT_22: readonly Row[] = [
  ['Вода питьевая негазированная 1,5 л', 45_90, 8],
  ['Квас «Хлебный двор» 1 л', 89_90, 4],
  ['Сок яблочный 1 л', 129_90, 4],
  ['Чай чёрный «Утренний» 100 пак.', 249_90, 3],
  ['Кофе молотый «Арабика» 250 г', 449_00, 3],
  ['Шоколад молочный «Северное сияние» 90 г', 119_90, 6],
  ['Печенье овсяное 400 г', 109_90, 4],
  ['Вафли «Полесье» 200 г', 74_90, 3],
  ['Чипсы картофельные сметана и зелень 140 г', 139_90, 4],
  ['Мороженое пломбир в стаканчике 80 г', 69_90, 5],
  ['Майонез «Провансаль» 67 % 380 г', 99_90, 4],
  ['Кетчуп томатный 350 г', 109_90, 3],
  ['Горошек зелёный консервированный 400 г', 99_90, 3],
  ['Корм для кошек с говядиной 85 г', 39_90, 5],
  ['Пакет-майка', 9_90, 14],
  ['Салфетки бумажные 100 шт.', 49_90, 3],
  ['Туалетная бумага двухслойная 8 рул.', 189_90, 3],
  ['Средство для мытья посуды 500 мл', 139_90, 2],
  ['Зубная паста «Мята» 100 мл', 159_90, 2],
  ['Батарейки AA, 4 шт.', 199_00, 1],
  ['Зонт складной', 899_00, 1],
];
/** By weight, packed in the shop: the prefix 21 of its own barcodes. */
const BY_WEIGHT_AT_10: readonly Row[] = [
  ['Сыр «Российский» 50 %', 749_00, 4],
  ['Филе куриное охлаждённое', 419_00, 5],
  ['Фарш домашний', 459_00, 4],
  ['Скумбрия холодного копчения', 689_00, 2],
];
const BY_WEIGHT_AT_22: readonly Row[] = [
  ['Яблоки «Гала»', 149_90, 6],
  ['Бананы', 139_90, 8],
  ['Апельсины', 169_90, 4],
  ['Помидоры тепличные', 239_90, 5],
  ['Огурцы короткоплодные', 199_90, 5],
  ['Картофель мытый', 49_90, 7],
  ['Морковь', 59_90, 4],
  ['Лук репчатый', 44_90, 4],
  ['Конфеты «Ночь на Волге»', 589_00, 3],
];
/** A farmer under the simplified system. */
const FARMER_WITHOUT_TAX: readonly Row[] = [
  ['Мёд цветочный 500 г', 549_00, 1],
  ['Варенье малиновое домашнее 300 г', 319_00, 1],
  ['Букет тюльпанов, 7 шт.', 699_00, 1],
];

const section = (
  rows: readonly Row[],
  digits: string,
  common: { type: GoodsType; tax: Tax; vendor: string },
): Goods[] =>
  rows.map(([name, price, popularity], index) => ({
    name,
    price,
    popularity,
    type: common.type,
    tax: common.tax,
    barcode: ean13(`${digits}${String(index * 7 + 3).padStart(12 - digits.length, '0')}`),
    vendorCode: `${common.vendor}-${String(index + 1).padStart(3, '0')}`,
  }));

/** The shop's goods: pieces with a maker's barcode (460 to 469 are Russia's), weighed ones with the shop's own. */
export const CATALOGUE: readonly Goods[] = [
  ...section(PIECES_AT_10, '46070251', { type: 'COUNTABLE', tax: 'NDS_10', vendor: 'ПРД' }),
  ...section(PIECES_AT_22, '46201397', { type: 'COUNTABLE', tax: 'NDS_22', vendor: 'БКЛ' }),
  ...section(BY_WEIGHT_AT_10, '2110', { type: 'SCALABLE', tax: 'NDS_10', vendor: 'ВЕС' }),
  ...section(BY_WEIGHT_AT_22, '2120', { type: 'SCALABLE', tax: 'NDS_22', vendor: 'ОВЩ' }),
  ...section(FARMER_WITHOUT_TAX, '46800824', { type: 'COUNTABLE', tax: 'NDS_NO_TAX', vendor: 'ФРМ' }),
];

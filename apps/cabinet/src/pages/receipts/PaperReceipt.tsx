import { QRCodeSVG } from 'qrcode.react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useShopName } from '../../api/shops.js';
import { useRegisters } from '../../api/registers.js';
import { useFormat } from '../../format/useFormat.js';
import { lineTotal, vatTotals } from './vat.js';
import classes from './PaperReceipt.module.css';
import { useReceiptWords, type Receipt } from './receiptWords.js';

const CODE_PX = 144;

/** A receipt as its buyer holds it. */
export function PaperReceipt({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipts');
  const { money, wallClock } = useFormat();
  const { nameOf } = useRegisters();
  const shop = useShopName(receipt.shopId);
  const words = useReceiptWords();
  const paid = receipt.payments.reduce((sum, { amount }) => sum + amount, 0);
  const change = paid - receipt.amount;
  return (
    <div className={classes.paper}>
      <article className={classes.sheet} aria-label={t('paper.title')}>
        <header className={classes.head}>
          {shop !== undefined && <div className={classes.shop}>{shop}</div>}
          <div>{nameOf(receipt.deviceId)}</div>
          <div className={classes.faint}>{t('paper.title')}</div>
        </header>
        <hr className={classes.rule} />
        <dl className={classes.sums}>
          <Row name={words.types[receipt.type]}>{t('paper.number', { number: receipt.number })}</Row>
          <Row name={wallClock(receipt.localDate)} isFaint>
            {t('paper.shift', { number: receipt.shiftId })}
          </Row>
          {receipt.cashier && (
            <Row name={t('paper.cashier')} isFaint>
              {receipt.cashier.name}
            </Row>
          )}
        </dl>
        <hr className={classes.rule} />
        <ul className={classes.lines}>
          {receipt.positions.map((position, place) => (
            <li key={place}>
              <Position position={position} />
            </li>
          ))}
        </ul>
        <hr className={classes.rule} />
        <dl className={classes.sums}>
          {receipt.discount > 0 && (
            <>
              <Row name={t('paper.subtotal')} isFaint>
                {money(receipt.amount + receipt.discount)}
              </Row>
              <Row name={t('paper.discount')} isFaint>
                {money(-receipt.discount)}
              </Row>
            </>
          )}
          <Row name={t('paper.total')} isTotal>
            {money(receipt.amount)}
          </Row>
          {receipt.payments.map(({ type, amount }, place) => (
            <Row key={place} name={words.payments[type]}>
              {money(amount)}
            </Row>
          ))}
          {change > 0 && <Row name={t('paper.change')}>{money(change)}</Row>}
          {vatTotals(receipt.positions).map(({ tax, vat, gross }) => (
            <Row
              key={tax}
              name={vat === null ? words.vat(tax) : t('paper.vat', { vat: words.vat(tax) })}
              isFaint
            >
              {money(vat ?? gross)}
            </Row>
          ))}
        </dl>
        <hr className={classes.rule} />
        <FiscalNumbers receipt={receipt} />
      </article>
    </div>
  );
}

function Position({ position }: { position: Receipt['positions'][number] }) {
  const { t } = useTranslation('receipts');
  const { money, quantity } = useFormat();
  const { vat } = useReceiptWords();
  const total = lineTotal(position);
  return (
    <>
      <div>{position.name}</div>
      <dl className={classes.sums}>
        <Row
          name={t('paper.line', { quantity: quantity(position.quantity), price: money(position.price) })}
          isFaintName
        >
          {money(total - position.discount)}
        </Row>
        <Row name={vat(position.tax)} isFaint>
          {position.discount > 0 && (
            <>
              {t('paper.discount')} {money(position.discount)}
            </>
          )}
        </Row>
      </dl>
    </>
  );
}

function FiscalNumbers({ receipt }: { receipt: Receipt }) {
  const { t } = useTranslation('receipts');
  const numbers = [
    [t('paper.register'), receipt.registryNumber],
    [t('paper.drive'), receipt.fnNumber],
    [t('paper.document'), receipt.fiscalDocumentNumber],
    [t('paper.sign'), receipt.fiscalDocumentSign],
  ] as const;
  return (
    <>
      <dl className={classes.sums}>
        {numbers
          .filter(([, number]) => number !== '')
          .map(([name, number]) => (
            <Row key={name} name={name} isFaint>
              {number}
            </Row>
          ))}
      </dl>
      {receipt.fiscalCheck && (
        <div className={classes.code}>
          <QRCodeSVG value={receipt.fiscalCheck} size={CODE_PX} title={t('paper.qr')} role="img" />
        </div>
      )}
    </>
  );
}

interface RowProps {
  name: string;
  children: ReactNode;
  isFaint?: boolean;
  isFaintName?: boolean;
  isTotal?: boolean;
}

function Row({ name, children, isFaint = false, isFaintName = false, isTotal = false }: RowProps) {
  const look = [classes.row, isFaint && classes.faint, isTotal && classes.total].filter(Boolean).join(' ');
  return (
    <div className={look}>
      <dt className={isFaintName ? classes.faint : undefined}>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

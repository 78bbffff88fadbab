import type { Migration } from './migration.js';

/**
 * Shops, departments, cashiers, devices with their registrations, products. No foreign key deletes or changes a row of an
 * event-bearing table (ON DELETE RESTRICT): a cascade would do it without an event.
 * Money is in kopecks, quantities are in thousandths: bigint, within what a JS number holds exactly.
 */
export const catalogue: Migration = {
  name: '0002-catalogue',
  up: (sql) =>
    sql(`
      CREATE TABLE shops (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        name text NOT NULL,
        sort integer NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (account_id, id)
      );

      CREATE TABLE departments (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        name text NOT NULL,
        tax text NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (account_id, id)
      );

      CREATE TABLE cashiers (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        tab_number text NOT NULL,
        name text NOT NULL,
        inn text,
        role text,
        permissions text[] NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT cashiers_tab_number_key UNIQUE (account_id, tab_number)
      );

      CREATE TABLE devices (
        id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        shop_id integer NOT NULL,
        name text NOT NULL,
        sort integer NOT NULL,
        timezone_offset integer NOT NULL CHECK (timezone_offset BETWEEN -720 AND 840),
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        UNIQUE (account_id, id),
        CONSTRAINT devices_shop_fkey FOREIGN KEY (account_id, shop_id) REFERENCES shops (account_id, id) ON DELETE RESTRICT
      );
      CREATE INDEX devices_shop_idx ON devices (account_id, shop_id);

      CREATE TABLE device_registrations (
        device_id integer PRIMARY KEY,
        account_id uuid NOT NULL,
        registry_number text NOT NULL,
        fn_number text NOT NULL,
        ofd text NOT NULL,
        tax_modes text[] NOT NULL
          CHECK (tax_modes <@ ARRAY['DEFAULT', 'SIMPLE', 'SIMPLE_WO', 'ENVD', 'AGRICULT', 'PATENT'] AND cardinality(tax_modes) > 0),
        address text NOT NULL,
        registered_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        CONSTRAINT device_registrations_device_fkey FOREIGN KEY (account_id, device_id)
          REFERENCES devices (account_id, id) ON DELETE RESTRICT
      );
      CREATE INDEX device_registrations_device_idx ON device_registrations (account_id, device_id);

      CREATE TABLE products (
        account_id uuid NOT NULL REFERENCES accounts ON DELETE RESTRICT,
        id uuid NOT NULL,
        name text NOT NULL,
        type text NOT NULL
          CHECK (type IN ('COUNTABLE', 'SCALABLE', 'ALCOHOL', 'CLOTHES', 'SHOES', 'SERVICE', 'TOBACCO')),
        department_id integer,
        quantity bigint NOT NULL CHECK (quantity BETWEEN -9007199254740991 AND 9007199254740991),
        price bigint NOT NULL CHECK (price BETWEEN 0 AND 9007199254740991),
        prices jsonb NOT NULL CHECK (jsonb_typeof(prices) = 'array'),
        is_marked boolean NOT NULL,
        meta jsonb NOT NULL CHECK (jsonb_typeof(meta) = 'object'),
        barcodes text[] NOT NULL,
        vendor_codes text[] NOT NULL,
        tax text,
        unit text,
        image_url text,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (account_id, id),
        CONSTRAINT products_department_fkey FOREIGN KEY (account_id, department_id)
          REFERENCES departments (account_id, id) ON DELETE RESTRICT
      );
      CREATE INDEX products_list_idx ON products (account_id, created_at, id);
      CREATE INDEX products_department_idx ON products (account_id, department_id);
    `),
  down: (sql) =>
    sql(`
      DROP TABLE products;
      DROP TABLE device_registrations;
      DROP TABLE devices;
      DROP TABLE cashiers;
      DROP TABLE departments;
      DROP TABLE shops;
    `),
};

/** Types of the API, written by `npm run client-types` from its OpenAPI document. Not to be edited. */

export interface paths {
    "/api/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products, oldest first
         * @description A page has as many products as `limit` says while there are that many, however large they are: `offset` moves on by `limit`. One of more than about eight million characters is sent as it is read (chunked, without `Content-Length`).
         */
        get: operations["listProducts"];
        put?: never;
        /**
         * Create a product
         * @description The id may be chosen by the client; one that is taken is 409. Every field may be left out. Money is in kopecks, quantities are in thousandths (1000 = one piece).
         */
        post: operations["createProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create up to 1000 products, all or none
         * @description Each product is an event of its own. A failing field is named by its place, e.g. `3.name`.
         */
        post: operations["createProducts"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a product */
        get: operations["getProduct"];
        /** Replace a product: what is absent takes its default */
        put: operations["replaceProduct"];
        post?: never;
        /** Delete a product */
        delete: operations["deleteProduct"];
        options?: never;
        head?: never;
        /** Change what is given of a product */
        patch: operations["updateProduct"];
        trace?: never;
    };
    "/api/v2/products": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List products, oldest first
         * @description A page has as many products as `limit` says while there are that many, however large they are: `offset` moves on by `limit`. One of more than about eight million characters is sent as it is read (chunked, without `Content-Length`).
         */
        get: operations["listProductsV2"];
        put?: never;
        /**
         * Create a product
         * @description The id may be chosen by the client; one that is taken is 409. Every field may be left out. Money is in kopecks, quantities are in thousandths (1000 = one piece).
         */
        post: operations["createProductV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/products/bulk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create up to 1000 products, all or none
         * @description Each product is an event of its own. A failing field is named by its place, e.g. `3.name`.
         */
        post: operations["createProductsV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/products/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a product */
        get: operations["getProductV2"];
        /** Replace a product: what is absent takes its default */
        put: operations["replaceProductV2"];
        post?: never;
        /** Delete a product */
        delete: operations["deleteProductV2"];
        options?: never;
        head?: never;
        /** Change what is given of a product */
        patch: operations["updateProductV2"];
        trace?: never;
    };
    "/api/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the registers, in their owner’s order */
        get: operations["listDevices"];
        put?: never;
        /**
         * Register a cash register
         * @description Makes a DEVICE CREATE event. The answer has the token that the register reports with; it is shown this once. `groupId` is the shop.
         */
        post: operations["registerDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a register */
        get: operations["getDevice"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change what is given of a register */
        patch: operations["updateDevice"];
        trace?: never;
    };
    "/api/devices/{id}/token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give a register another token
         * @description Shown this once. The tokens that the register had stop working within seconds.
         */
        post: operations["replaceDeviceToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/devices/{id}/registration": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a register’s fiscal registration */
        get: operations["getDeviceRegistration"];
        /**
         * Set a register’s fiscal registration
         * @description Makes a DEVICE_REGISTRATION event: CREATE the first time, UPDATE when something changes.
         */
        put: operations["putDeviceRegistration"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shops": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List shops */
        get: operations["listShops"];
        put?: never;
        /** Create a shop */
        post: operations["createShop"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shops/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a shop */
        get: operations["getShop"];
        put?: never;
        post?: never;
        /**
         * Delete a shop
         * @description A shop that has devices is 409: move them to another one first.
         */
        delete: operations["deleteShop"];
        options?: never;
        head?: never;
        /** Change what is given of a shop */
        patch: operations["updateShop"];
        trace?: never;
    };
    "/api/departments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List departments */
        get: operations["listDepartments"];
        put?: never;
        /** Create a department */
        post: operations["createDepartment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/departments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a department */
        get: operations["getDepartment"];
        put?: never;
        post?: never;
        /**
         * Delete a department
         * @description A department that has products is 409: move them to another one first.
         */
        delete: operations["deleteDepartment"];
        options?: never;
        head?: never;
        /** Change what is given of a department */
        patch: operations["updateDepartment"];
        trace?: never;
    };
    "/api/cashiers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List cashiers */
        get: operations["listCashiers"];
        put?: never;
        /**
         * Create a cashier
         * @description A password is taken and dropped: registers keep their own. A staff number that is taken is 409.
         */
        post: operations["createCashier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/cashiers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a cashier */
        get: operations["getCashier"];
        put?: never;
        post?: never;
        /** Delete a cashier */
        delete: operations["deleteCashier"];
        options?: never;
        head?: never;
        /** Change what is given of a cashier */
        patch: operations["updateCashier"];
        trace?: never;
    };
    "/api/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List receipts
         * @description Newest first. `from` and `to` are both included: ISO 8601, UTC unless they say otherwise; a date alone is a whole day. Deep pages: follow `before` with the value of `X-Next-Before`; it finds the page at once, and what is added meanwhile shifts nothing. `offset` works at any depth as well, and is fast for whoever reads page after page. A page of very large documents is shorter than `limit`: go on while there is an `X-Next-Before`.
         */
        get: operations["listReceipts"];
        put?: never;
        /**
         * Asks a register to print a receipt
         * @description The register prints it as soon as it can; the statuses are events of type OPERATION, the printed receipt one of type RECEIPT. The same `externalId` again is the same operation. Quantities are pieces or thousandths: `priceSum` tells which.
         */
        post: operations["postReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/receipts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one receipt */
        get: operations["getReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shifts
         * @description Newest first. `from` and `to` are both included: ISO 8601, UTC unless they say otherwise; a date alone is a whole day. Deep pages: follow `before` with the value of `X-Next-Before`; it finds the page at once, and what is added meanwhile shifts nothing. `offset` works at any depth as well, and is fast for whoever reads page after page. A page of very large documents is shorter than `limit`: go on while there is an `X-Next-Before`.
         */
        get: operations["listShifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/shifts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one shift */
        get: operations["getShift"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/encashments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List encashments
         * @description Newest first. `from` and `to` are both included: ISO 8601, UTC unless they say otherwise; a date alone is a whole day. Deep pages: follow `before` with the value of `X-Next-Before`; it finds the page at once, and what is added meanwhile shifts nothing. `offset` works at any depth as well, and is fast for whoever reads page after page. A page of very large documents is shorter than `limit`: go on while there is an `X-Next-Before`.
         */
        get: operations["listEncashments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/encashments/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one encashment */
        get: operations["getEncashment"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List fiscal operations
         * @description Newest first. `from` and `to` are both included: ISO 8601, UTC unless they say otherwise; a date alone is a whole day. Deep pages: follow `before` with the value of `X-Next-Before`; it finds the page at once, and what is added meanwhile shifts nothing. `offset` works at any depth as well, and is fast for whoever reads page after page. A page of very large documents is shorter than `limit`: go on while there is an `X-Next-Before`.
         */
        get: operations["listOperations"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/operations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get one operation */
        get: operations["getOperation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/counters": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What the registers took, in cash and otherwise
         * @description Sums over receipts: SALE and OUTFLOW_REFUND bring money in, REFUND and OUTFLOW take it out. `cash` is what was paid in cash, change taken off, `cashless` the rest; together they are `total`. A receipt that was paid in both ways counts in both, and once in `total`. `details=true` adds the sums of each register that has receipts.
         */
        get: operations["getCounters"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/reports/sales": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What was sold, by local hour and by register
         * @description Without `from` and `to` the current day of `timeZone` (an IANA name or minutes east of UTC; UTC without it). A date alone is a day of that zone, both ends are included, 31 days at most. `total`, `cash` and `cashless` are those of the counters; `sales` are receipts of the type SALE, `refunds` those of the type REFUND, as they are printed; `average` is of a SALE. Hours and registers without receipts are left out.
         */
        get: operations["getSales"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List webhooks */
        get: operations["listWebhooks"];
        put?: never;
        /**
         * Create a webhook
         * @description `types` names entities, all three actions of each; `events` names single actions and wins over `types` for its entity. Unknown fields are refused: a typo must not silently subscribe to nothing. Without a `secret` one is generated; it is read at `/api/webhooks/{id}/secret`.
         */
        post: operations["createWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a webhook */
        get: operations["getWebhook"];
        /**
         * Replace a webhook: what is absent takes its default
         * @description `types` names entities, all three actions of each; `events` names single actions and wins over `types` for its entity. Unknown fields are refused: a typo must not silently subscribe to nothing. The secret stays.
         */
        put: operations["replaceWebhook"];
        post?: never;
        /**
         * Delete a webhook
         * @description Its deliveries that are under way end as cancelled.
         */
        delete: operations["deleteWebhook"];
        options?: never;
        head?: never;
        /**
         * Change what is given of a webhook
         * @description Inside `types` and `events` too, only what is given changes.
         */
        patch: operations["updateWebhook"];
        trace?: never;
    };
    "/api/webhooks/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the signing secret */
        get: operations["getWebhookSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a webhook with these fields would have heard
         * @description Looks at the account’s newest events, 200 at most, with the rules that deliveries are made by; nothing is created or sent. Errors name the field, of a filter its place: `filter.and.1.price`.
         */
        post: operations["previewWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries, newest attempt first
         * @description Each delivery is listed once, at its latest attempt that fits the query: `from` (inclusive), `to` (exclusive), `statusClass` and, with `state`, the attempt that brought it there. A delivery without an attempt (queued, parked, or waiting for its webhook’s rate) is listed under its `eventId`, and with `state=waiting` when its event is among the newest thousand, at its event’s moment. One to the callback of an operation has `callback`, with the operation and its address; its `webhookId` is the operation’s id. `subjects=true` adds what each is about, `subject`: as of events. `restsUntil` is there for what waits while its endpoint rests: nothing is sent before, also when `nextAttemptAt` is earlier. A page may be shorter than `limit`: go on while there is an `X-Next-Before`.
         */
        get: operations["listDeliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A delivery with its attempts
         * @description Request, answer and timings of every attempt, oldest first. Values of the headers that the owner set are masked. A resend has no number: `attempt` is null and `resendId` tells which it is. An attempt with a `batchId` sent the body as one item of an array.
         */
        get: operations["getDelivery"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/deliveries/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a delivery once more, now
         * @description Works in every state. It is an attempt of its own: a schedule that is running goes on beside it. 409 when the webhook is deleted or off, the event is older than what is kept, or the delivery was resent a hundred times. Thirty a minute per webhook, then 429 with `Retry-After`: for many at once there is `POST /api/webhooks/:id/recover`.
         */
        post: operations["resendDelivery"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a webhook on
         * @description The same as PATCH with `isActive: true`: why and when we switched it off is forgotten. What was missed does not come by itself: `recover` sends again what failed or ended as cancelled while it was off, after a 410 too, and `replay-missing` what occurred meanwhile.
         */
        post: operations["enableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Switch a webhook off
         * @description The same as PATCH with `isActive: false`: deliveries under way end as cancelled; `recover` sends them again once it is on.
         */
        post: operations["disableWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the signing secret
         * @description Until the overlap ends every request carries both signatures. Of two rotations within an overlap the first secret is dropped. `overlapHours: 0` ends the old secret at once. An empty body rotates as well: a secret of ours, 24 hours of overlap.
         */
        post: operations["rotateWebhookSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a sample at once
         * @description Signed and guarded like any delivery, with `kassahook-test: true` among its headers. Answers when the receiver has answered, or has not: whatever it did is 200 here. When it gets through, a rest of the endpoint is over: the next attempt goes at once. A webhook that wants batches gets an array of one. Ten a minute per webhook, thirty per account and five at once, then 429 with `Retry-After`.
         */
        post: operations["testWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Events, newest first
         * @description What happened to the entities of the account, whether or not a webhook heard it. `subject` is what people know the entity by. A page may be shorter than `limit`: go on while there is an `X-Next-Before`.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/events/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An event, its snapshot and the deliveries it made */
        get: operations["getEvent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a webhook can hear
         * @description Each kind of entity, the schema of its `data` and, for each action, a body as a receiver would get it. The same for every account.
         */
        get: operations["listEventTypes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/recover": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send again everything that failed since an instant
         * @description Every delivery of the webhook with an attempt since then that was not acknowledged and that was not delivered meanwhile: dead, cancelled, or waiting for its next attempt (which it keeps). What is published waits while the endpoint rests: `restsUntil`. 409 while such a job is open, or the webhook is off.
         */
        post: operations["recoverWebhook"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/replay-missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the deliveries that never were, since an instant
         * @description Events that the webhook hears now and that have no delivery to it: from before it existed, from while it was off, or lost with a broker. What was for the webhook already and may still be on its way, or parked, is left alone for as long as that takes (an hour). 409 while such a job is open, or the webhook is off.
         */
        post: operations["replayMissing"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs, newest first */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A job and how far it is */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a job
         * @description A job that waits ends at once, a running one before its next messages; what it has published goes on. 409 when it has ended already.
         */
        post: operations["cancelJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attempts of all webhooks of the account
         * @description By minute, hour or day in UTC, at most 1,500 steps; steps without attempts are left out. From counters that are about a second old.
         */
        get: operations["getStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Attempts of a webhook
         * @description By minute, hour or day in UTC, at most 1,500 steps; steps without attempts are left out. From counters that are about a second old.
         */
        get: operations["getWebhookStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a webhook is */
        get: operations["getWebhookHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How all webhooks are
         * @description From counters that are about a second old. `successRate`, `dead` and `hours` are of the last 24 hours, in hours of UTC, the current one included; `deliveredToday` is since midnight in `timeZone`. `retrying` counts deliveries that have failed and will be tried again; those that are on their way for the first time, or parked, are in no counter: `GET /api/webhooks/:id/pending` counts them. `restsUntil`: until then nothing is sent to the endpoint, which failed so often in a row.
         */
        get: operations["getWebhooksHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/webhooks/{id}/pending": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What a webhook’s deletion would keep from being sent
         * @description `waiting` are deliveries without an attempt, also those that are set aside while the endpoint is busy or rests (`nextAttemptAt` is null), among the webhook’s newest thousand events; `retrying` those that will be tried again later, a thousand at most; `parked` those whose retry was due and has not been made: set aside likewise, or on their way, among the newest thousand that were due; `overdue` those that were due for longer than anything is set aside: lost with a broker, or sent by nobody; `replay-missing` brings them. `isMore`: there may be others. `restsUntil`: the endpoint failed so often in a row that nothing is sent to it until then; null while it does not rest, or when that cannot be told.
         */
        get: operations["getWebhookPending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What we told the account, newest first
         * @description A webhook that has only failed for 50, 70 and 90 % of the time after which it is switched off, and one that was switched off by us.
         */
        get: operations["listNotifications"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark a notification as read */
        post: operations["readNotification"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/notifications/read-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark all notifications as read */
        post: operations["readAllNotifications"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What happens in the account, as it happens
         * @description Server-sent events (`text/event-stream`): the schema is that of one of them, `event` its name and `data` its JSON. `hello` comes first, `live` about a second later: from then on nothing is left out, so what is shown should be read once more. After `degraded` changes may be missing until the next `live`; `more` says that so many messages were left out. Messages are hints: they may come twice, and what was lost with a connection is not repeated (`Last-Event-ID` is not looked at). A comment every 15 s keeps the connection; the stream ends with the session or the token. 429 when the account has too many open.
         */
        get: operations["streamAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspectors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Inspectors, newest first */
        get: operations["listInspectors"];
        put?: never;
        /**
         * Make an address that shows what is sent to it
         * @description Any method to `url` is taken, kept for a while, and answered as `answer` says. Signatures are checked with the secrets of webhooks that point at it: by their URL, or as `webhookId`. 409 when the account has as many as it may.
         */
        post: operations["createInspector"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspectors/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An inspector */
        get: operations["getInspector"];
        put?: never;
        post?: never;
        /** Delete an inspector with its requests */
        delete: operations["deleteInspector"];
        options?: never;
        head?: never;
        /**
         * Change what an inspector answers, its name or its webhook
         * @description What is absent stays, inside `answer` too. A new answer is given within a second.
         */
        patch: operations["changeInspector"];
        trace?: never;
    };
    "/api/inspectors/{id}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What an inspector took, newest first */
        get: operations["listInspectedRequests"];
        put?: never;
        post?: never;
        /** Forget what an inspector took */
        delete: operations["clearInspectedRequests"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspectors/{id}/requests/{rid}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A request that an inspector took */
        get: operations["getInspectedRequest"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspectors/{id}/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What an inspector takes, as it comes
         * @description Server-sent events (`text/event-stream`): the schema is that of one of them, `event` its name and `data` its JSON. `hello` comes first, `live` about a second later: from then on nothing is left out, so what is shown should be read once more. After `degraded` changes may be missing until the next `live`; `more` says that so many messages were left out. Messages are hints: they may come twice, and what was lost with a connection is not repeated (`Last-Event-ID` is not looked at). A comment every 15 s keeps the connection; the stream ends with the session or the token. 429 when the account has too many open.
         */
        get: operations["streamInspector"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/inspector-view/{secret}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same, for whoever knows the inspector’s `viewUrl`
         * @description Needs no token: the secret in the path is what opens it, and nothing else of the account. A browser, which asks for `text/html`, gets a page to read instead.
         */
        get: operations["viewInspectedRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v2/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Asks a register to print a receipt (another name)
         * @description The register prints it as soon as it can; the statuses are events of type OPERATION, the printed receipt one of type RECEIPT. The same `externalId` again is the same operation. Quantities are pieces or thousandths: `priceSum` tells which.
         */
        post: operations["postReceiptV2"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callback-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The secret that signs requests to callback URLs */
        get: operations["getCallbackSecret"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/callback-secret/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Makes another secret sign requests to callback URLs
         * @description Both sign until the overlap ends. Of two rotations within an overlap the first secret is dropped with the second.
         */
        post: operations["rotateCallbackSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/operations/next": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Waits for the register’s next fiscal operation
         * @description Nobody else gets it until the lease ends. A begun one whose register went silent comes again.
         */
        post: operations["nextOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/operations/{id}/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The register begins to print; again it is a sign of life */
        post: operations["acceptOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/operations/{id}/complete": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The register has printed */
        post: operations["completeOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/operations/{id}/fail": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** The register cannot print */
        post: operations["failOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report that a shift was opened
         * @description A repeat after a lost answer is recognised by the document’s number and answered as the first time; the same number with other content is 409.
         */
        post: operations["openShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/shifts/{number}/close": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report that a shift was closed
         * @description Everything in the body is optional: without `closedAt` it is now. Closing once more answers the same.
         */
        post: operations["closeShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/receipts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report a receipt that was printed
         * @description A repeat after a lost answer is recognised by the document’s number and answered as the first time; the same number with other content is 409. `shiftId` is the number of a shift that was opened: another one is 409. Sums are not compared: the receipt is a fact.
         */
        post: operations["reportReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/device/encashments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report money that was put into the drawer or taken out
         * @description A repeat after a lost answer is recognised by the document’s number and answered as the first time; the same number with other content is 409. `shiftId` is the number of a shift that was opened: another one is 409.
         */
        post: operations["reportEncashment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sign-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make an account and log in */
        post: operations["signUp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description An unknown e-mail address and a wrong password get the same answer, after the same work.
         */
        post: operations["logIn"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the session that asks */
        post: operations["logOut"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the password
         * @description Every other session of the person ends; the one that asks gets another cookie.
         */
        post: operations["changePassword"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in */
        get: operations["getSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the own sessions */
        get: operations["listSessions"];
        put?: never;
        post?: never;
        /** End every own session but the one that asks */
        delete: operations["revokeOtherSessions"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/sessions/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of the own sessions */
        delete: operations["revokeSession"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password-reset": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a mail with a link that sets another password
         * @description The answer is the same whether or not the address is anybody’s. The link works once and for an hour; of several, until one of them is used.
         */
        post: operations["requestPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/auth/password-reset/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set another password with a token from a mail
         * @description Every session of the person ends, and every other link that was mailed; log in with the new password. 400 names `token` when it is unknown, used or over.
         */
        post: operations["confirmPasswordReset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the members of the account */
        get: operations["listMembers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a member, his tokens and the access that he granted */
        delete: operations["removeMember"];
        options?: never;
        head?: never;
        /**
         * Change a member’s role
         * @description Owners only touch owners. The last owner keeps the role: 409 LAST_OWNER.
         */
        patch: operations["changeMemberRole"];
        trace?: never;
    };
    "/api/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the invitations that wait */
        get: operations["listInvitations"];
        put?: never;
        /**
         * Invite somebody
         * @description The link is shown once, works once and for a week; an earlier one for the same address ends.
         */
        post: operations["inviteMember"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an invitation back */
        delete: operations["revokeInvitation"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What an invitation says */
        post: operations["previewInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/invitations/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Become a member and log in */
        post: operations["acceptInvitation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the tokens of the account, those of its registers too */
        get: operations["listTokens"];
        put?: never;
        /**
         * Make a token
         * @description The token is shown once. It never carries more than its maker: neither scopes, nor a longer life than the token that makes it.
         */
        post: operations["createToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One token */
        get: operations["getToken"];
        put?: never;
        post?: never;
        /**
         * Revoke a token
         * @description At once in the process that answers, within 5 seconds in the others.
         */
        delete: operations["revokeToken"];
        options?: never;
        head?: never;
        /** Rename a token */
        patch: operations["renameToken"];
        trace?: never;
    };
    "/api/oauth2/apps": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the applications that the account has made */
        get: operations["listOAuthApps"];
        put?: never;
        /**
         * Make an application
         * @description The secret is shown once. One that cannot keep a secret is not confidential, and needs PKCE.
         */
        post: operations["createOAuthApp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/apps/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One application */
        get: operations["getOAuthApp"];
        put?: never;
        post?: never;
        /** Delete an application, and what it was granted anywhere */
        delete: operations["deleteOAuthApp"];
        options?: never;
        head?: never;
        /** Change an application */
        patch: operations["patchOAuthApp"];
        trace?: never;
    };
    "/api/oauth2/apps/{id}/secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Give an application another secret
         * @description The former one ends at once.
         */
        post: operations["rotateOAuthAppSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/grants": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the applications that members have let in */
        get: operations["listOAuthGrants"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/grants/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Put an application out again */
        delete: operations["revokeOAuthGrant"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/authorize": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Where an application sends an owner’s browser
         * @description A browser goes on to the consent page; with `Accept: application/json` and a session the answer is what that page shows.
         */
        get: operations["askForConsent"];
        put?: never;
        /** The owner’s answer */
        post: operations["giveConsent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/access_token": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn a code or a refresh token into access
         * @description Without `grant_type`: a code, for a token without an end and without a refresh token, as old clients know it. A code or refresh token that is used twice ends all that came of it.
         */
        post: operations["getAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/revoke": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a token back (RFC 7009) */
        post: operations["revokeAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/oauth2/introspect": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a token is worth (RFC 7662)
         * @description For tokens of applications of the account that made the asking one; every other is not active.
         */
        post: operations["introspectAccessToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/.well-known/oauth-authorization-server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where everything of OAuth is (RFC 8414) */
        get: operations["getOAuthMetadata"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who changed what
         * @description Webhooks, tokens, applications, grants, members, sessions and passwords; the newest first. Secrets are never in it.
         */
        get: operations["listAudit"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/users/0": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who is calling
         * @description The person that the token acts for; for a token of the account’s own, the account’s owner.
         */
        get: operations["getCaller"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** This document */
        get: operations["getDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface webhooks {
    Product: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** PRODUCT was created, updated or deleted */
        post: operations["onProduct"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    Device: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** DEVICE was created, updated or deleted */
        post: operations["onDevice"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    Encashment: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** ENCASHMENT was created, updated or deleted */
        post: operations["onEncashment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    Receipt: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** RECEIPT was created, updated or deleted */
        post: operations["onReceipt"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    Shift: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** SHIFT was created, updated or deleted */
        post: operations["onShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    Operation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** OPERATION was created, updated or deleted */
        post: operations["onOperation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    DeviceRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** DEVICE_REGISTRATION was created, updated or deleted */
        post: operations["onDeviceRegistration"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export interface components {
    schemas: {
        ApiError: {
            status: number;
            code: string;
            message: string;
            data?: {
                [key: string]: string;
            };
        };
        OAuthError: {
            /** @enum {string} */
            error: "invalid_request" | "invalid_client" | "invalid_grant" | "invalid_scope" | "unauthorized_client" | "unsupported_grant_type" | "unsupported_response_type" | "access_denied";
            error_description: string;
        };
        Product: {
            /** Format: uuid */
            id: string;
            name: string;
            /** @enum {string} */
            type: "COUNTABLE" | "SCALABLE" | "ALCOHOL" | "CLOTHES" | "SHOES" | "SERVICE" | "TOBACCO";
            departmentId: number | null;
            quantity: number;
            price: number;
            prices: {
                deviceId: number;
                value: number;
            }[];
            isMarked: boolean;
            meta: {
                [key: string]: unknown;
            };
            barcodes: string[];
            vendorCodes: string[];
            tax: string | null;
            unit: string | null;
            imageUrl?: string;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        Device: {
            id: number;
            name: string;
            groupId: number;
            sort: number;
            timezoneOffset: number;
        };
        DeviceDetail: {
            id: number;
            name: string;
            groupId: number;
            sort: number;
            timezoneOffset: number;
            isRegistered: boolean;
        };
        DeviceRegistration: {
            deviceId: number;
            registryNumber: string;
            fnNumber: string;
            ofd: string;
            taxModes: ("DEFAULT" | "SIMPLE" | "SIMPLE_WO" | "ENVD" | "AGRICULT" | "PATENT")[];
            address: string;
            /** Format: date-time */
            registeredAt: string;
        };
        Shop: {
            id: number;
            name: string;
            sort: number;
        };
        Department: {
            id: number;
            name: string;
            tax: string;
        };
        Cashier: {
            tabNumber: string;
            name: string;
            inn?: string;
            role?: string;
            permissions: string[];
            id: number;
        };
        Receipt: {
            id: string;
            _id: string;
            /** @enum {string} */
            type: "SALE" | "REFUND" | "OUTFLOW" | "OUTFLOW_REFUND";
            amount: number;
            discount: number;
            deviceId: number;
            shopId: number;
            operationId?: string;
            shiftId: number;
            number: number;
            localDate: string;
            /** Format: date-time */
            date: string;
            payments: {
                /** @enum {string} */
                type: "CASH" | "CASHLESS" | "PREPAID" | "CREDIT" | "CONSIDERATION";
                amount: number;
            }[];
            positions: {
                id?: string;
                name: string;
                /** @enum {string} */
                type: "COUNTABLE" | "SCALABLE" | "ALCOHOL" | "CLOTHES" | "SHOES" | "SERVICE" | "TOBACCO";
                quantity: number;
                price: number;
                discount: number;
                barcode?: string;
                vendorCode?: string;
                tax: string;
                departmentId?: number;
            }[];
            cashier: {
                tabNumber: string;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            } | null;
            checkURL: string;
            fiscalDocumentNumber: string;
            fiscalDocumentSign: string;
            fnNumber: string;
            registryNumber: string;
            fiscalCheck: string | null;
        };
        Shift: {
            id: string;
            shiftId: number;
            deviceId: number;
            shopId: number;
            cashier: {
                tabNumber: string;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            } | null;
            /** Format: date-time */
            openedAt: string;
            /** Format: date-time */
            closedAt?: string;
            /** @enum {string} */
            status: "OPENED" | "CLOSED";
            totals?: {
                receiptsCount?: number;
                sales?: number;
                refunds?: number;
                cash?: number;
                cashless?: number;
                moneyIn?: number;
                moneyOut?: number;
            };
        };
        Encashment: {
            id: string;
            deviceId: number;
            shopId: number;
            /** @enum {string} */
            type: "MONEY_IN" | "MONEY_OUT";
            shiftId: number;
            cashier: {
                tabNumber: string;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            } | null;
            sum: number;
            localDate: string;
            /** Format: date-time */
            date: string;
        };
        Operation: {
            id: string;
            externalId?: string;
            /** @enum {string} */
            type: "EXTERNAL_RECEIPT";
            /** @enum {string} */
            status: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            completedAt?: string;
            data?: {
                receiptId: string;
            } | {
                error: {
                    code: string;
                    message: string;
                };
            };
        };
        JournalQuery: {
            /** Format: date-time */
            from: string;
            /** Format: date-time */
            to: string;
            limit: number;
            offset: number;
            devices?: number[];
            type?: string;
            status?: string;
            operationId?: string;
            sumFrom?: number;
            sumTo?: number;
            number?: string;
            before?: string;
        };
        Counters: {
            summary: {
                cash: {
                    value: number;
                    count: number;
                };
                cashless: {
                    value: number;
                    count: number;
                };
                total: {
                    value: number;
                    count: number;
                };
            };
            devices?: {
                deviceId: number;
                cash: {
                    value: number;
                    count: number;
                };
                cashless: {
                    value: number;
                    count: number;
                };
                total: {
                    value: number;
                    count: number;
                };
            }[];
        };
        Webhook: {
            /** Format: uuid */
            id: string;
            url: string;
            isActive: boolean;
            types: {
                products: boolean;
                devices: boolean;
                encashments: boolean;
                receipts: boolean;
                shifts: boolean;
                operations: boolean;
                deviceRegistrations: boolean;
            };
            events: {
                products: ("CREATE" | "UPDATE" | "DELETE")[];
                devices: ("CREATE" | "UPDATE" | "DELETE")[];
                encashments: ("CREATE" | "UPDATE" | "DELETE")[];
                receipts: ("CREATE" | "UPDATE" | "DELETE")[];
                shifts: ("CREATE" | "UPDATE" | "DELETE")[];
                operations: ("CREATE" | "UPDATE" | "DELETE")[];
                deviceRegistrations: ("CREATE" | "UPDATE" | "DELETE")[];
            };
            description: string | null;
            timeoutMs: number;
            headers: {
                [key: string]: string;
            };
            metadata: {
                [key: string]: string;
            };
            filter: {
                [key: string]: unknown;
            } | null;
            deviceIds: number[] | null;
            shopIds: number[] | null;
            maxPerSecond: number | null;
            batch: {
                maxEvents: number;
                maxWaitMs: number;
            } | null;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            disabledReason?: string;
            /** Format: date-time */
            disabledAt?: string;
            /** Format: date-time */
            previousSecretValidUntil?: string;
        };
        Delivery: {
            id: string;
            webhookId: string;
            eventId: string;
            /** @enum {string} */
            type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            entityId: string;
            occurredAt: string;
            subject?: {
                name?: string;
                number?: number;
                sum?: number;
                /** @enum {string} */
                status?: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
            } | null;
            /** @enum {string} */
            state: "delivered" | "waiting" | "dead" | "cancelled";
            attempts: number;
            lastAttemptAt: string | null;
            nextAttemptAt: string | null;
            restsUntil?: string;
            lastErrorClass: string | null;
            lastStatus: number | null;
            callback?: {
                operationId: string;
                url: string | null;
            };
        };
        DeliveryLog: {
            id: string;
            webhookId: string;
            eventId: string;
            /** @enum {string} */
            type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            entityId: string;
            occurredAt: string;
            subject?: {
                name?: string;
                number?: number;
                sum?: number;
                /** @enum {string} */
                status?: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
            } | null;
            /** @enum {string} */
            state: "delivered" | "waiting" | "dead" | "cancelled";
            attempts: number;
            lastAttemptAt: string | null;
            nextAttemptAt: string | null;
            restsUntil?: string;
            lastErrorClass: string | null;
            lastStatus: number | null;
            callback?: {
                operationId: string;
                url: string | null;
            };
            requestBody: string | null;
            attemptLog: components["schemas"]["Attempt"][];
        };
        Attempt: {
            id: string;
            attempt: number | null;
            resendId: string | null;
            rung: number;
            /** @enum {string} */
            trigger: "schedule" | "manual";
            at: string;
            /** @enum {string} */
            state: "delivered" | "waiting" | "dead" | "cancelled";
            errorClass: string | null;
            request: {
                url: string;
                headers: {
                    [key: string]: string;
                };
            } | null;
            response: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                firstByteMs: number | null;
                totalMs: number;
            } | null;
            remoteAddress: string | null;
            worker: string;
            nextAttemptAt: string | null;
            batchId?: string;
        };
        User: {
            id: number;
            name: string;
            email: string;
        };
        ProductEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "PRODUCT";
            data: components["schemas"]["Product"];
        };
        DeviceEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "DEVICE";
            data: components["schemas"]["Device"];
        };
        EncashmentEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "ENCASHMENT";
            data: components["schemas"]["Encashment"];
        };
        ReceiptEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "RECEIPT";
            data: components["schemas"]["Receipt"];
        };
        ShiftEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "SHIFT";
            data: components["schemas"]["Shift"];
        };
        OperationEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "OPERATION";
            data: components["schemas"]["Operation"];
        };
        DeviceRegistrationEvent: {
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            /** @constant */
            type: "DEVICE_REGISTRATION";
            data: components["schemas"]["DeviceRegistration"];
        };
        RegisterDeviceAnswer: {
            id: number;
            name: string;
            groupId: number;
            sort: number;
            timezoneOffset: number;
            deviceToken: string;
        };
        ReplaceDeviceTokenAnswer: {
            deviceId: number;
            deviceToken: string;
        };
        ListReceiptsAnswer: {
            query: components["schemas"]["JournalQuery"];
            data: components["schemas"]["Receipt"][];
        };
        ListShiftsAnswer: {
            query: components["schemas"]["JournalQuery"];
            data: components["schemas"]["Shift"][];
        };
        ListEncashmentsAnswer: {
            query: components["schemas"]["JournalQuery"];
            data: components["schemas"]["Encashment"][];
        };
        GetSalesAnswer: {
            query: {
                /** Format: date-time */
                from: string;
                /** Format: date-time */
                to: string;
                timeZone: string;
                devices?: number[];
            };
            summary: {
                cash: {
                    value: number;
                    count: number;
                };
                cashless: {
                    value: number;
                    count: number;
                };
                total: {
                    value: number;
                    count: number;
                };
                sales: {
                    value: number;
                    count: number;
                };
                refunds: {
                    value: number;
                    count: number;
                };
                average: number | null;
            };
            hours: {
                cash: {
                    value: number;
                    count: number;
                };
                cashless: {
                    value: number;
                    count: number;
                };
                total: {
                    value: number;
                    count: number;
                };
                sales: {
                    value: number;
                    count: number;
                };
                refunds: {
                    value: number;
                    count: number;
                };
                average: number | null;
                /** Format: date-time */
                at: string;
                localTime: string;
            }[];
            devices: {
                cash: {
                    value: number;
                    count: number;
                };
                cashless: {
                    value: number;
                    count: number;
                };
                total: {
                    value: number;
                    count: number;
                };
                sales: {
                    value: number;
                    count: number;
                };
                refunds: {
                    value: number;
                    count: number;
                };
                average: number | null;
                deviceId: number;
            }[];
        };
        GetWebhookSecretAnswer: {
            secret: string;
        };
        PreviewWebhookAnswer: {
            lookedAt: number;
            heard: number;
            matched: number;
            since: string | null;
            events: {
                id: string;
                /** @enum {string} */
                type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                /** @enum {string} */
                action: "CREATE" | "UPDATE" | "DELETE";
                entityId: string;
                occurredAt: string;
                matches: boolean;
            }[];
        };
        ResendDeliveryAnswer: {
            deliveryId: string;
            resendId: string;
        };
        RotateWebhookSecretAnswer: {
            secret: string;
            previousSecretValidUntil: string | null;
        };
        TestWebhookAnswer: {
            id: string;
            at: string;
            delivered: boolean;
            errorClass: string | null;
            request: {
                url: string;
                headers: {
                    [key: string]: string;
                };
                body: string;
            };
            response: {
                status: number;
                headers: {
                    [key: string]: string;
                };
                body: string;
            } | null;
            timings: {
                dnsMs: number | null;
                connectMs: number | null;
                tlsMs: number | null;
                firstByteMs: number | null;
                totalMs: number;
            };
            remoteAddress: string | null;
        };
        GetEventAnswer: {
            id: string;
            /** @enum {string} */
            type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
            /** @enum {string} */
            action: "CREATE" | "UPDATE" | "DELETE";
            entityId: string;
            occurredAt: string;
            subject: {
                name?: string;
                number?: number;
                sum?: number;
                /** @enum {string} */
                status?: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
            };
            data: unknown;
            deliveries: components["schemas"]["Delivery"][];
        };
        RecoverWebhookAnswer: {
            id: string;
            webhookId: string;
            /** @enum {string} */
            kind: "recover" | "replay-missing";
            since: string;
            /** @enum {string} */
            state: "queued" | "running" | "done" | "failed" | "cancelled";
            progress: number;
            counts: {
                examined: number;
                published: number;
            };
            restsUntil?: string;
            cancelRequested: boolean;
            error: string | null;
            createdAt: string;
            startedAt: string | null;
            finishedAt: string | null;
        };
        GetStatsAnswer: {
            query: {
                from: string;
                to: string;
                /** @enum {string} */
                step: "minute" | "hour" | "day";
            };
            summary: {
                attempts: number;
                outcomes: {
                    delivered: number;
                    redirect: number;
                    clientError: number;
                    serverError: number;
                    timeout: number;
                    noAnswer: number;
                    notSent: number;
                };
                firstAttempts: number;
                firstAttemptSuccess: number | null;
                latencyMs: {
                    p50: number | null;
                    p90: number | null;
                    p95: number | null;
                    p99: number | null;
                };
            };
            data: {
                attempts: number;
                outcomes: {
                    delivered: number;
                    redirect: number;
                    clientError: number;
                    serverError: number;
                    timeout: number;
                    noAnswer: number;
                    notSent: number;
                };
                firstAttempts: number;
                firstAttemptSuccess: number | null;
                latencyMs: {
                    p50: number | null;
                    p90: number | null;
                    p95: number | null;
                    p99: number | null;
                };
                at: string;
            }[];
        };
        GetWebhookHealthAnswer: {
            /** @enum {string} */
            state: "unknown" | "healthy" | "failing" | "disabled";
            lastSuccessAt: string | null;
            lastFailureAt: string | null;
            failingSince: string | null;
            failuresInRow: number;
            disableAt: string | null;
            restsUntil: string | null;
            disabledReason: string | null;
            disabledAt: string | null;
        };
        GetWebhooksHealthAnswer: {
            /** Format: date-time */
            at: string;
            totals: {
                webhooks: number;
                failing: number;
                disabled: number;
                deliveredToday: number;
                dead: number;
                retrying: number;
            };
            data: {
                /** @enum {string} */
                state: "unknown" | "healthy" | "failing" | "disabled";
                lastSuccessAt: string | null;
                lastFailureAt: string | null;
                failingSince: string | null;
                failuresInRow: number;
                disableAt: string | null;
                restsUntil: string | null;
                disabledReason: string | null;
                disabledAt: string | null;
                webhookId: string;
                url: string;
                successRate: number | null;
                dead: number;
                retrying: number;
                hours: {
                    /** Format: date-time */
                    at: string;
                    delivered: number;
                    failed: number;
                }[];
            }[];
        };
        GetWebhookPendingAnswer: {
            waiting: number;
            retrying: number;
            parked: number;
            overdue: number;
            restsUntil: string | null;
            total: number;
            isMore: boolean;
        };
        ReadNotificationAnswer: {
            id: string;
            /** @enum {string} */
            kind: "WEBHOOK_FAILING" | "WEBHOOK_DISABLED";
            webhookId: string | null;
            message: string;
            data: {
                [key: string]: unknown;
            };
            createdAt: string;
            readAt: string | null;
        };
        ReadAllNotificationsAnswer: {
            read: number;
        };
        StreamAccountAnswer: {
            /** @constant */
            event: "hello";
            data: {
                at: string;
                heartbeatMs: number;
                recheckMs: number;
            };
        } | {
            /** @constant */
            event: "live";
            data: {
                at: string;
            };
        } | {
            /** @constant */
            event: "heartbeat";
            data: {
                at: string;
            };
        } | {
            /** @constant */
            event: "degraded";
            data: {
                at: string;
            };
        } | {
            /** @constant */
            event: "more";
            data: {
                more: number;
            };
        } | {
            /** @constant */
            event: "event";
            data: {
                id: string;
                /** @enum {string} */
                type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                /** @enum {string} */
                action: "CREATE" | "UPDATE" | "DELETE";
                entityId: string;
                occurredAt: string;
                deliveries: number;
            };
        } | {
            /** @constant */
            event: "delivery";
            data: {
                id: string;
                webhookId: string;
                eventId: string;
                /** @enum {string} */
                type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                /** @enum {string} */
                action: "CREATE" | "UPDATE" | "DELETE";
                entityId: string;
                /** @enum {string} */
                trigger: "schedule" | "manual";
                /** @enum {string} */
                state: "delivered" | "waiting" | "dead" | "cancelled";
                attempts?: number;
                lastStatus: number | null;
                lastErrorClass: string | null;
                nextAttemptAt: string | null;
                at: string;
            };
        } | {
            /** @constant */
            event: "health";
            data: {
                webhookId: string;
                /** @enum {string} */
                state: "healthy" | "failing" | "disabled";
                reason: string | null;
                at: string;
            };
        } | {
            /** @constant */
            event: "notification";
            data: {
                id: string;
                /** @enum {string} */
                kind: "WEBHOOK_FAILING" | "WEBHOOK_DISABLED";
                webhookId: string;
            };
        } | {
            /** @constant */
            event: "job";
            data: {
                id: string;
                webhookId: string;
                /** @enum {string} */
                state: "queued" | "running" | "done" | "failed" | "cancelled";
                progress: number;
                examined: number;
                published: number;
            };
        } | {
            /** @constant */
            event: "webhooks";
            data: {
                at: string;
            };
        };
        CreateInspectorAnswer: {
            id: string;
            name: string;
            webhookId: string | null;
            url: string;
            viewUrl: string;
            answer: {
                status: number;
                delayMs: number;
                headers: {
                    [key: string]: string;
                };
                body: string;
                /** @enum {string} */
                contentType: "application/json" | "text/plain" | "application/xml";
            };
            /** Format: date-time */
            createdAt: string;
        };
        GetInspectedRequestAnswer: {
            /** Format: date-time */
            at: string;
            method: string;
            query: string;
            headers: {
                name: string;
                value: string;
            }[];
            body: string;
            /** @enum {string} */
            bodyEncoding: "text" | "base64";
            bytes: number | null;
            isTruncated: boolean;
            /** @enum {string} */
            signature: "verified" | "failed" | "absent" | "unknown";
            signatureReason: string | null;
            webhookId: string | null;
            answer: {
                status: number;
                delayMs: number;
            };
            id: string;
        };
        StreamInspectorAnswer: {
            /** @constant */
            event: "hello";
            data: {
                at: string;
                heartbeatMs: number;
                recheckMs: number;
            };
        } | {
            /** @constant */
            event: "live";
            data: {
                at: string;
            };
        } | {
            /** @constant */
            event: "heartbeat";
            data: {
                at: string;
            };
        } | {
            /** @constant */
            event: "degraded";
            data: {
                at: string;
            };
        } | {
            /** @constant */
            event: "more";
            data: {
                more: number;
            };
        } | {
            /** @constant */
            event: "request";
            data: {
                id: string;
                inspectorId: string;
                at: string;
                method: string;
                bytes: number | null;
                /** @enum {string} */
                signature: "verified" | "failed" | "absent" | "unknown";
                status: number;
            };
        };
        PostReceiptAnswer: {
            id: string;
            externalId?: string;
            /** @enum {string} */
            type: "EXTERNAL_RECEIPT";
            /** @enum {string} */
            status: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            completedAt?: string;
            data?: {
                receiptId: string;
            } | {
                error: {
                    code: string;
                    message: string;
                };
            };
        };
        GetCallbackSecretAnswer: {
            secret: string;
        };
        NextOperationAnswer: {
            id: string;
            externalId?: string;
            /** @enum {string} */
            type: "EXTERNAL_RECEIPT";
            /** @enum {string} */
            status: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            completedAt?: string;
            data?: {
                receiptId: string;
            } | {
                error: {
                    code: string;
                    message: string;
                };
            };
            deviceId: number;
            /** Format: date-time */
            expiresAt: string;
            lease: {
                id: string;
                /** Format: date-time */
                until: string;
            };
            receipt: {
                /** @enum {string} */
                type: "SALE" | "REFUND" | "OUTFLOW" | "OUTFLOW_REFUND";
                /** @enum {string} */
                taxMode: "DEFAULT" | "SIMPLE" | "SIMPLE_WO" | "ENVD" | "AGRICULT" | "PATENT";
                positions: {
                    name: string;
                    /** @enum {string} */
                    type: "COUNTABLE" | "SCALABLE" | "ALCOHOL" | "CLOTHES" | "SHOES" | "SERVICE" | "TOBACCO";
                    quantity: number;
                    price: number;
                    priceSum: number;
                    tax: string;
                    taxSum?: number;
                    tags?: {
                        tag: number | string;
                        value: number | string | boolean;
                    }[];
                }[];
                payments: {
                    sum: number;
                    /** @enum {string} */
                    type: "CASH" | "CASHLESS" | "PREPAID" | "CREDIT" | "CONSIDERATION";
                }[];
                attributes: {
                    email?: string;
                    phone?: string;
                };
                tags?: {
                    tag: number | string;
                    value: number | string | boolean;
                }[];
                total: {
                    priceSum: number;
                };
            };
        };
        SignUpAnswer: {
            user: {
                id: number;
                name: string;
                email: string;
                /** @enum {string} */
                role: "owner" | "administrator" | "viewer";
            };
            account: {
                /** Format: uuid */
                id: string;
                name: string;
            };
            scopes: ("read" | "write" | "webhooks" | "device" | "account")[];
        };
        ChangeMemberRoleAnswer: {
            id: number;
            name: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "administrator" | "viewer";
            /** Format: date-time */
            createdAt: string;
        };
        InviteMemberAnswer: {
            /** Format: uuid */
            id: string;
            email: string;
            /** @enum {string} */
            role: "owner" | "administrator" | "viewer";
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            expiresAt: string;
            link: string;
        };
        PreviewInvitationAnswer: {
            email: string;
            /** @enum {string} */
            role: "owner" | "administrator" | "viewer";
            accountName: string;
        };
        CreateTokenAnswer: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: ("read" | "write" | "webhooks" | "device" | "account")[];
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            lastUsedAt: string | null;
            userId: number | null;
            deviceId: number | null;
            token: string;
        };
        GetTokenAnswer: {
            /** Format: uuid */
            id: string;
            name: string;
            scopes: ("read" | "write" | "webhooks" | "device" | "account")[];
            /** Format: date-time */
            createdAt: string;
            expiresAt: string | null;
            lastUsedAt: string | null;
            userId: number | null;
            deviceId: number | null;
        };
        CreateOAuthAppAnswer: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            clientId: string;
            name: string;
            redirectUris: string[];
            logoUrl: string | null;
            isConfidential: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
            clientSecret?: string;
        };
        GetOAuthAppAnswer: {
            /** Format: uuid */
            id: string;
            /** Format: uuid */
            clientId: string;
            name: string;
            redirectUris: string[];
            logoUrl: string | null;
            isConfidential: boolean;
            /** Format: date-time */
            createdAt: string;
            /** Format: date-time */
            updatedAt: string;
        };
        RotateOAuthAppSecretAnswer: {
            clientSecret: string;
        };
        AskForConsentAnswer: {
            app: {
                /** Format: uuid */
                id: string;
                name: string;
                logoUrl: string | null;
            };
            scopes: ("read" | "write" | "webhooks")[];
            redirectUri: string;
            state: string | null;
            user: {
                id: number;
                email: string;
            };
        };
        AskForConsentAnswer400: {
            /** @enum {string} */
            error: "invalid_request" | "invalid_client" | "invalid_grant" | "invalid_scope" | "unauthorized_client" | "unsupported_grant_type" | "unsupported_response_type" | "access_denied";
            error_description: string;
            redirectTo?: string;
        };
        GiveConsentAnswer: {
            redirectTo: string;
        };
        GetAccessTokenAnswer: {
            access_token: string;
            /** @constant */
            token_type: "Bearer";
            scope: string;
            expires_in?: number;
            refresh_token?: string;
        };
        RevokeAccessTokenAnswer: Record<string, never>;
        IntrospectAccessTokenAnswer: {
            active: boolean;
            scope?: string;
            client_id?: string;
            username?: string;
            token_type?: string;
            exp?: number;
            iat?: number;
            sub?: string;
        };
        GetOAuthMetadataAnswer: {
            issuer: string;
            authorization_endpoint: string;
            token_endpoint: string;
            revocation_endpoint: string;
            introspection_endpoint: string;
            scopes_supported: string[];
            response_types_supported: string[];
            response_modes_supported: string[];
            grant_types_supported: string[];
            token_endpoint_auth_methods_supported: string[];
            revocation_endpoint_auth_methods_supported: string[];
            introspection_endpoint_auth_methods_supported: string[];
            code_challenge_methods_supported: string[];
        };
        ListAuditAnswer: {
            data: {
                /** Format: uuid */
                id: string;
                /** Format: date-time */
                at: string;
                /** @enum {string} */
                action: "account.created" | "session.opened" | "session.closed" | "session.revoked" | "password.changed" | "password.reset" | "token.created" | "token.renamed" | "token.revoked" | "member.invited" | "member.joined" | "member.role_changed" | "member.removed" | "invitation.revoked" | "app.created" | "app.changed" | "app.secret_rotated" | "app.deleted" | "consent.given" | "grant.created" | "grant.revoked" | "callback_secret.rotated" | "webhook.created" | "webhook.changed" | "webhook.deleted" | "device.registered" | "device.token_replaced";
                target: {
                    /** @enum {string} */
                    type: "account" | "session" | "user" | "token" | "invitation" | "app" | "grant" | "webhook" | "device";
                    id: string;
                };
                actor: {
                    userId: number | null;
                    email: string | null;
                    tokenId: string | null;
                    tokenName: string | null;
                } | null;
                address: string | null;
                requestId: string | null;
                details: {
                    [key: string]: unknown;
                };
            }[];
            next: string | null;
        };
        GetDocumentAnswer: {
            openapi: string;
        } & {
            [key: string]: unknown;
        };
        CreateProductBody: {
            name?: string | null;
            type?: ("COUNTABLE" | "SCALABLE" | "ALCOHOL" | "CLOTHES" | "SHOES" | "SERVICE" | "TOBACCO") | null;
            departmentId?: number | null;
            quantity?: number | null;
            price?: number | null;
            prices?: {
                deviceId: number;
                value: number;
            }[] | null;
            isMarked?: boolean | null;
            meta?: {
                [key: string]: unknown;
            } | null;
            barcodes?: (string | number)[] | null;
            vendorCodes?: (string | number)[] | null;
            tax?: string | null;
            unit?: (string | number) | null;
            imageUrl?: string | null;
            id?: string | null;
        };
        UpdateProductBody: components["schemas"]["CreateProductBody"];
        ReplaceProductBody: components["schemas"]["CreateProductBody"];
        RegisterDeviceBody: {
            name: string;
            groupId: number;
            sort?: number | null;
            timezoneOffset?: number | null;
        };
        UpdateDeviceBody: {
            name?: string | null;
            groupId?: number | null;
            sort?: number | null;
            timezoneOffset?: number | null;
        };
        PutDeviceRegistrationBody: {
            registryNumber: string | number;
            fnNumber: string | number;
            ofd: string;
            taxModes: ("DEFAULT" | "SIMPLE" | "SIMPLE_WO" | "ENVD" | "AGRICULT" | "PATENT")[];
            address: string;
            registeredAt?: string | null;
        };
        CreateShopBody: {
            name: string;
            sort?: number | null;
        };
        UpdateShopBody: {
            name?: string | null;
            sort?: number | null;
        };
        CreateDepartmentBody: {
            name: string;
            tax: string;
        };
        UpdateDepartmentBody: {
            name?: string | null;
            tax?: string | null;
        };
        CreateCashierBody: {
            tabNumber: string | number;
            name: string;
            inn?: string | null;
            role?: string | null;
            permissions?: string[] | null;
        };
        UpdateCashierBody: {
            tabNumber?: (string | number) | null;
            name?: string | null;
            inn?: string | null;
            role?: string | null;
            permissions?: string[] | null;
        };
        CreateWebhookBody: {
            url: string;
            isActive?: boolean;
            types?: {
                products?: boolean;
                devices?: boolean;
                encashments?: boolean;
                receipts?: boolean;
                shifts?: boolean;
                operations?: boolean;
                deviceRegistrations?: boolean;
            };
            events?: {
                products?: ("CREATE" | "UPDATE" | "DELETE")[];
                devices?: ("CREATE" | "UPDATE" | "DELETE")[];
                encashments?: ("CREATE" | "UPDATE" | "DELETE")[];
                receipts?: ("CREATE" | "UPDATE" | "DELETE")[];
                shifts?: ("CREATE" | "UPDATE" | "DELETE")[];
                operations?: ("CREATE" | "UPDATE" | "DELETE")[];
                deviceRegistrations?: ("CREATE" | "UPDATE" | "DELETE")[];
            };
            description?: string | null;
            timeoutMs?: number;
            headers?: {
                [key: string]: string;
            };
            metadata?: {
                [key: string]: string;
            };
            filter?: {
                [key: string]: unknown;
            } | null;
            deviceIds?: number[] | null;
            shopIds?: number[] | null;
            maxPerSecond?: number | null;
            batch?: {
                maxEvents: number;
                maxWaitMs: number;
            } | null;
            secret?: string;
        };
        UpdateWebhookBody: {
            url?: string;
            isActive?: boolean;
            types?: {
                products?: boolean;
                devices?: boolean;
                encashments?: boolean;
                receipts?: boolean;
                shifts?: boolean;
                operations?: boolean;
                deviceRegistrations?: boolean;
            };
            events?: {
                products?: ("CREATE" | "UPDATE" | "DELETE")[];
                devices?: ("CREATE" | "UPDATE" | "DELETE")[];
                encashments?: ("CREATE" | "UPDATE" | "DELETE")[];
                receipts?: ("CREATE" | "UPDATE" | "DELETE")[];
                shifts?: ("CREATE" | "UPDATE" | "DELETE")[];
                operations?: ("CREATE" | "UPDATE" | "DELETE")[];
                deviceRegistrations?: ("CREATE" | "UPDATE" | "DELETE")[];
            };
            description?: string | null;
            timeoutMs?: number;
            headers?: {
                [key: string]: string;
            };
            metadata?: {
                [key: string]: string;
            };
            filter?: {
                [key: string]: unknown;
            } | null;
            deviceIds?: number[] | null;
            shopIds?: number[] | null;
            maxPerSecond?: number | null;
            batch?: {
                maxEvents: number;
                maxWaitMs: number;
            } | null;
            secret?: unknown;
            id?: string;
            createdAt?: string;
            updatedAt?: string;
            disabledReason?: string | null;
            disabledAt?: string | null;
            previousSecretValidUntil?: string | null;
        };
        ReplaceWebhookBody: {
            url: string;
            isActive?: boolean;
            types?: {
                products?: boolean;
                devices?: boolean;
                encashments?: boolean;
                receipts?: boolean;
                shifts?: boolean;
                operations?: boolean;
                deviceRegistrations?: boolean;
            };
            events?: {
                products?: ("CREATE" | "UPDATE" | "DELETE")[];
                devices?: ("CREATE" | "UPDATE" | "DELETE")[];
                encashments?: ("CREATE" | "UPDATE" | "DELETE")[];
                receipts?: ("CREATE" | "UPDATE" | "DELETE")[];
                shifts?: ("CREATE" | "UPDATE" | "DELETE")[];
                operations?: ("CREATE" | "UPDATE" | "DELETE")[];
                deviceRegistrations?: ("CREATE" | "UPDATE" | "DELETE")[];
            };
            description?: string | null;
            timeoutMs?: number;
            headers?: {
                [key: string]: string;
            };
            metadata?: {
                [key: string]: string;
            };
            filter?: {
                [key: string]: unknown;
            } | null;
            deviceIds?: number[] | null;
            shopIds?: number[] | null;
            maxPerSecond?: number | null;
            batch?: {
                maxEvents: number;
                maxWaitMs: number;
            } | null;
            secret?: unknown;
            id?: string;
            createdAt?: string;
            updatedAt?: string;
            disabledReason?: string | null;
            disabledAt?: string | null;
            previousSecretValidUntil?: string | null;
        };
        PreviewWebhookBody: {
            types?: {
                products?: boolean;
                devices?: boolean;
                encashments?: boolean;
                receipts?: boolean;
                shifts?: boolean;
                operations?: boolean;
                deviceRegistrations?: boolean;
            };
            events?: {
                products?: ("CREATE" | "UPDATE" | "DELETE")[];
                devices?: ("CREATE" | "UPDATE" | "DELETE")[];
                encashments?: ("CREATE" | "UPDATE" | "DELETE")[];
                receipts?: ("CREATE" | "UPDATE" | "DELETE")[];
                shifts?: ("CREATE" | "UPDATE" | "DELETE")[];
                operations?: ("CREATE" | "UPDATE" | "DELETE")[];
                deviceRegistrations?: ("CREATE" | "UPDATE" | "DELETE")[];
            };
            filter?: {
                [key: string]: unknown;
            } | null;
            deviceIds?: number[] | null;
            shopIds?: number[] | null;
            /** @default 20 */
            limit?: number;
            /** @default false */
            matchesOnly?: boolean;
        };
        RotateWebhookSecretBody: {
            /** @default 24 */
            overlapHours?: number;
            secret?: string;
        };
        TestWebhookBody: {
            /**
             * @default RECEIPT
             * @enum {string}
             */
            type?: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
            /**
             * @default CREATE
             * @enum {string}
             */
            action?: "CREATE" | "UPDATE" | "DELETE";
        };
        RecoverWebhookBody: {
            since: string;
        };
        CreateInspectorBody: {
            name?: string;
            webhookId?: string | null;
            answer?: {
                status?: number;
                delayMs?: number;
                headers?: {
                    [key: string]: string;
                };
                body?: string;
                /** @enum {string} */
                contentType?: "application/json" | "text/plain" | "application/xml";
            };
        };
        PostReceiptBody: {
            /** Format: uuid */
            externalId?: string;
            deviceId: number;
            /** @enum {string} */
            type: "SALE" | "REFUND" | "OUTFLOW" | "OUTFLOW_REFUND";
            timeout: number;
            /** @enum {string} */
            taxMode: "DEFAULT" | "SIMPLE" | "SIMPLE_WO" | "ENVD" | "AGRICULT" | "PATENT";
            positions: {
                name: string;
                /** @enum {string} */
                type: "COUNTABLE" | "SCALABLE" | "ALCOHOL" | "CLOTHES" | "SHOES" | "SERVICE" | "TOBACCO";
                quantity: number;
                price: number;
                priceSum: number;
                tax: string;
                taxSum?: number;
                tags?: {
                    tag: number | string;
                    value: number | string | boolean;
                }[];
            }[];
            payments: {
                sum: number;
                /** @enum {string} */
                type: "CASH" | "CASHLESS" | "PREPAID" | "CREDIT" | "CONSIDERATION";
            }[];
            attributes: {
                email?: string;
                phone?: string;
            };
            tags?: {
                tag: number | string;
                value: number | string | boolean;
            }[];
            total: {
                priceSum: number;
            };
            callbackUrl?: string;
        };
        NextOperationBody: {
            waitMs?: number;
        };
        AcceptOperationBody: {
            leaseId?: string;
        };
        CompleteOperationBody: {
            shiftId: number;
            number: number;
            /** Format: date-time */
            date: string;
            localDate?: string;
            cashier?: {
                tabNumber: string | number;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            };
            checkURL?: string;
            fiscalDocumentNumber: string | number;
            fiscalDocumentSign: string | number;
            fnNumber: string | number;
            registryNumber?: string | number;
        };
        FailOperationBody: {
            code: string;
            /** @default  */
            message?: string;
        };
        OpenShiftBody: {
            number: number;
            /** Format: date-time */
            openedAt?: string;
            cashier?: {
                tabNumber: string | number;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            };
        };
        CloseShiftBody: {
            /** Format: date-time */
            closedAt?: string;
            totals?: {
                receiptsCount?: number;
                sales?: number;
                refunds?: number;
                cash?: number;
                cashless?: number;
                moneyIn?: number;
                moneyOut?: number;
            };
        };
        ReportReceiptBody: {
            shiftId: number;
            number: number;
            /** @enum {string} */
            type: "SALE" | "REFUND" | "OUTFLOW" | "OUTFLOW_REFUND";
            amount: number;
            discount?: number;
            /** Format: date-time */
            date: string;
            localDate?: string;
            payments: {
                /** @enum {string} */
                type: "CASH" | "CASHLESS" | "PREPAID" | "CREDIT" | "CONSIDERATION";
                amount: number;
            }[];
            positions: {
                id?: string;
                name: string;
                /** @enum {string} */
                type: "COUNTABLE" | "SCALABLE" | "ALCOHOL" | "CLOTHES" | "SHOES" | "SERVICE" | "TOBACCO";
                quantity: number;
                price: number;
                discount?: number;
                barcode?: string;
                vendorCode?: string;
                tax: string;
                departmentId?: number;
            }[];
            cashier?: {
                tabNumber: string | number;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            };
            checkURL?: string;
            fiscalDocumentNumber?: string | number;
            fiscalDocumentSign?: string | number;
            fnNumber?: string | number;
            registryNumber?: string | number;
            operationId?: string;
        };
        ReportEncashmentBody: {
            shiftId: number;
            number: number;
            /** @enum {string} */
            type: "MONEY_IN" | "MONEY_OUT";
            sum: number;
            /** Format: date-time */
            date: string;
            localDate?: string;
            cashier?: {
                tabNumber: string | number;
                name: string;
                inn?: string;
                role?: string;
                permissions?: string[];
            };
        };
        SignUpBody: {
            name: string;
            email: string;
            password: string;
            accountName?: string;
        };
        LogInBody: {
            email: string;
            password: string;
        };
        ChangePasswordBody: {
            currentPassword: string;
            newPassword: string;
        };
        RequestPasswordResetBody: {
            email: string;
        };
        ConfirmPasswordResetBody: {
            token: string;
            newPassword: string;
        };
        ChangeMemberRoleBody: {
            /** @enum {string} */
            role: "owner" | "administrator" | "viewer";
        };
        InviteMemberBody: {
            email: string;
            /** @enum {string} */
            role: "owner" | "administrator" | "viewer";
        };
        PreviewInvitationBody: {
            token: string;
        };
        AcceptInvitationBody: {
            token: string;
            name: string;
            password: string;
        };
        CreateTokenBody: {
            name: string;
            scopes: ("read" | "write" | "webhooks" | "account")[];
            expiresAt?: string | null;
        };
        RenameTokenBody: {
            name?: string;
        };
        CreateOAuthAppBody: {
            name: string;
            redirectUris: string[];
            logoUrl?: string | null;
            /** @default true */
            isConfidential?: boolean;
        };
        PatchOAuthAppBody: {
            name?: string;
            redirectUris?: string[];
            logoUrl?: string | null;
        };
        GiveConsentBody: {
            client_id: string;
            redirect_uri?: string;
            response_type?: string;
            scope?: string;
            state?: string;
            code_challenge?: string;
            code_challenge_method?: string;
            /** @enum {string} */
            decision: "allow" | "deny";
            scopes?: ("read" | "write" | "webhooks")[];
        };
        GetAccessTokenBody: {
            client_id?: string;
            client_secret?: string;
            grant_type?: string;
            code?: string;
            redirect_uri?: string;
            code_verifier?: string;
            refresh_token?: string;
            scope?: string;
        };
        RevokeAccessTokenBody: {
            client_id?: string;
            client_secret?: string;
            token: string;
            token_type_hint?: string;
        };
    };
    responses: {
        /** @description The body or the query is wrong: `data` names every failing field. Or the body is not JSON. */
        BadRequest: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description No token and no session, or one that is unknown, over or revoked. */
        Unauthorized: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "WWW-Authenticate": components["headers"]["WWW-Authenticate"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The token, or the person’s role, lacks the scope. Or a write with a session cookie lacks X-Kassahook-Csrf. */
        Forbidden: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description There is no such thing, or it is another account’s. */
        NotFound: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description It contradicts what is there; or the first request with this Idempotency-Key is still under way. */
        Conflict: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The body is too large. */
        TooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The Idempotency-Key was used for another request. */
        KeyReused: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description Too many requests. */
        TooManyRequests: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                "RateLimit-Limit": components["headers"]["RateLimit-Limit"];
                "RateLimit-Remaining": components["headers"]["RateLimit-Remaining"];
                "RateLimit-Reset": components["headers"]["RateLimit-Reset"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The address and the headers have more than 16 KB together. */
        HeadersTooLarge: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description The fault is ours. */
        InternalError: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
        /** @description A service that we depend on is down. */
        Unavailable: {
            headers: {
                "X-Request-Id": components["headers"]["X-Request-Id"];
                "Retry-After": components["headers"]["Retry-After"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ApiError"];
            };
        };
    };
    parameters: {
        /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
        IdempotencyKey: string;
        /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
        "webhook-id": string;
        /** @description Unix seconds of this attempt; refuse what is older than five minutes */
        "webhook-timestamp": string;
        /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
        "webhook-signature": string;
        /** @description the event’s id, the same for every webhook that hears it */
        "kassahook-event-id": string;
        /** @description when it happened: deliveries come in any order */
        "kassahook-occurred-at": string;
        /** @description the number of this attempt */
        "kassahook-attempt": string;
    };
    requestBodies: never;
    headers: {
        /** @description the request’s id, as the client gave it in its own X-Request-Id or as we made it; our log has it */
        "X-Request-Id": string;
        /** @description how many items the whole list has */
        "X-Total-Count": number;
        /** @description the value of `before` that gives the next page; absent on the last one */
        "X-Next-Before": string;
        /** @description seconds after which to come back */
        "Retry-After": number;
        /** @description requests that a window allows */
        "RateLimit-Limit": number;
        /** @description requests that are left in this window */
        "RateLimit-Remaining": number;
        /** @description seconds until the window ends */
        "RateLimit-Reset": number;
        /** @description how to authenticate */
        "WWW-Authenticate": string;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listProducts: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the products. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createProduct: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProductBody"];
            };
        };
        responses: {
            /** @description The product. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createProducts: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProductBody"][];
            };
        };
        responses: {
            /** @description The products, in the order given. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceProductBody"];
            };
        };
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateProduct: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProductBody"];
            };
        };
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listProductsV2: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the products. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createProductV2: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProductBody"];
            };
        };
        responses: {
            /** @description The product. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createProductsV2: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateProductBody"][];
            };
        };
        responses: {
            /** @description The products, in the order given. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getProductV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceProductV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceProductBody"];
            };
        };
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteProductV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateProductV2: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateProductBody"];
            };
        };
        responses: {
            /** @description The product. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Product"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDevices: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the registers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    registerDevice: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RegisterDeviceBody"];
            };
        };
        responses: {
            /** @description The register and its token. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RegisterDeviceAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The register; `isRegistered` says whether it has a registration. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceDetail"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateDevice: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDeviceBody"];
            };
        };
        responses: {
            /** @description The register. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Device"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceDeviceToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new token. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReplaceDeviceTokenAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDeviceRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The registration. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceRegistration"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    putDeviceRegistration: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PutDeviceRegistrationBody"];
            };
        };
        responses: {
            /** @description The registration. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceRegistration"];
                };
            };
            /** @description The registration, set for the first time. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeviceRegistration"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listShops: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the shops. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createShop: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateShopBody"];
            };
        };
        responses: {
            /** @description The shop. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shop. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteShop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateShop: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateShopBody"];
            };
        };
        responses: {
            /** @description The shop. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shop"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDepartments: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the departments. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createDepartment: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateDepartmentBody"];
            };
        };
        responses: {
            /** @description The department. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The department. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateDepartment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateDepartmentBody"];
            };
        };
        responses: {
            /** @description The department. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Department"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listCashiers: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the cashiers. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createCashier: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateCashierBody"];
            };
        };
        responses: {
            /** @description The cashier. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCashier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The cashier. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteCashier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateCashier: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateCashierBody"];
            };
        };
        responses: {
            /** @description The cashier. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Cashier"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listReceipts: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its first millisecond */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its last millisecond */
                to?: string;
                /** @description ids of registers, separated by commas; without it all of them */
                devices?: string | string[];
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
                type?: "SALE" | "REFUND" | "OUTFLOW" | "OUTFLOW_REFUND";
                operationId?: string;
                /** @description the least sum, kopecks */
                sumFrom?: number;
                /** @description the greatest sum, kopecks */
                sumTo?: number;
                /** @description the number of the receipt or of its fiscal document */
                number?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The query as it was understood, and a page of the receipts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListReceiptsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    postReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostReceiptBody"];
            };
        };
        responses: {
            /** @description The operation */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostReceiptAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The externalId was used for another receipt */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listShifts: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its first millisecond */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its last millisecond */
                to?: string;
                /** @description ids of registers, separated by commas; without it all of them */
                devices?: string | string[];
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
                status?: "OPENED" | "CLOSED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The query as it was understood, and a page of the shifts. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListShiftsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getShift: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The shift. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEncashments: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its first millisecond */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its last millisecond */
                to?: string;
                /** @description ids of registers, separated by commas; without it all of them */
                devices?: string | string[];
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
                type?: "MONEY_IN" | "MONEY_OUT";
                /** @description the least sum, kopecks */
                sumFrom?: number;
                /** @description the greatest sum, kopecks */
                sumTo?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The query as it was understood, and a page of the encashments. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListEncashmentsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEncashment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The encashment. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encashment"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOperations: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its first millisecond */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its last millisecond */
                to?: string;
                /** @description ids of registers, separated by commas; without it all of them */
                devices?: string | string[];
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
                status?: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
                externalId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the operations. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOperation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The operation. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Operation"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCounters: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its first millisecond */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its last millisecond */
                to?: string;
                /** @description ids of registers, separated by commas; without it all of them */
                devices?: string | string[];
                details?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The counters. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Counters"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSales: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is that day of `timeZone` */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is that day of `timeZone`, whole */
                to?: string;
                /** @description an IANA name, e.g. `Europe/Moscow`, or minutes east of UTC, e.g. `180`; UTC without it */
                timeZone?: string;
                /** @description ids of registers, separated by commas; without it all of them */
                devices?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The report. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetSalesAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listWebhooks: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of the webhooks. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateWebhookBody"];
            };
        };
        responses: {
            /** @description The webhook. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replaceWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReplaceWebhookBody"];
            };
        };
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    updateWebhook: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["UpdateWebhookBody"];
            };
        };
        responses: {
            /** @description The webhook. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The secret, as verifiers of Standard Webhooks take it. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetWebhookSecretAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewWebhookBody"];
            };
        };
        responses: {
            /** @description the newest events, each with whether it matches, and how many do in all */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewWebhookAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listDeliveries: {
        parameters: {
            query?: {
                webhookId?: string;
                state?: "delivered" | "waiting" | "dead" | "cancelled";
                type?: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                action?: "CREATE" | "UPDATE" | "DELETE";
                entityId?: string;
                eventId?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its midnight in UTC */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; not included; a date alone is its midnight in UTC */
                to?: string;
                statusClass?: "2xx" | "3xx" | "4xx" | "5xx" | "none";
                /** @description what each delivery is about is told as well, `subject`: the events of the page are read for it */
                subjects?: "0" | "1" | "true" | "false";
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of deliveries */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Delivery"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDelivery: {
        parameters: {
            query?: {
                eventId?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the delivery */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DeliveryLog"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    resendDelivery: {
        parameters: {
            query?: {
                eventId?: string;
            };
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description it is on its way */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResendDeliveryAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    enableWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the webhook, as `GET /api/webhooks/:id` shows it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    disableWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the webhook, as `GET /api/webhooks/:id` shows it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Webhook"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateWebhookSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretBody"];
            };
        };
        responses: {
            /** @description the new secret */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotateWebhookSecretAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    testWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TestWebhookBody"];
            };
        };
        responses: {
            /** @description the attempt */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TestWebhookAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                type?: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                action?: "CREATE" | "UPDATE" | "DELETE";
                entityId?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its midnight in UTC */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; not included; a date alone is its midnight in UTC */
                to?: string;
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of events */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** @enum {string} */
                        type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                        /** @enum {string} */
                        action: "CREATE" | "UPDATE" | "DELETE";
                        entityId: string;
                        occurredAt: string;
                        subject: {
                            name?: string;
                            number?: number;
                            sum?: number;
                            /** @enum {string} */
                            status?: "PENDING" | "IN_PROGRESS" | "SUCCESS" | "ERROR";
                        };
                        deliveries: number;
                    }[];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getEvent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the event */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetEventAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listEventTypes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the kinds of entity, in a fixed order */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                        /** @enum {string} */
                        flag: "products" | "devices" | "encashments" | "receipts" | "shifts" | "operations" | "deviceRegistrations";
                        name: string;
                        description: string;
                        schema: {
                            [key: string]: unknown;
                        };
                        actions: {
                            /** @enum {string} */
                            action: "CREATE" | "UPDATE" | "DELETE";
                            name: string;
                            description: string;
                            happens: boolean;
                            sample: {
                                /** @enum {string} */
                                action: "CREATE" | "UPDATE" | "DELETE";
                                /** @enum {string} */
                                type: "PRODUCT" | "DEVICE" | "ENCASHMENT" | "RECEIPT" | "SHIFT" | "OPERATION" | "DEVICE_REGISTRATION";
                                data: {
                                    [key: string]: unknown;
                                };
                            };
                        }[];
                    }[];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    recoverWebhook: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoverWebhookBody"];
            };
        };
        responses: {
            /** @description the job */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoverWebhookAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    replayMissing: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RecoverWebhookBody"];
            };
        };
        responses: {
            /** @description the job */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoverWebhookAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                webhookId?: string;
                state?: "queued" | "running" | "done" | "failed" | "cancelled";
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of jobs */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoverWebhookAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the job */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoverWebhookAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    cancelJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the job */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RecoverWebhookAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getStats: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its midnight in UTC */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; not included; a date alone is its midnight in UTC */
                to?: string;
                step?: "minute" | "hour" | "day";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the counters */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStatsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookStats: {
        parameters: {
            query?: {
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its midnight in UTC */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; not included; a date alone is its midnight in UTC */
                to?: string;
                step?: "minute" | "hour" | "day";
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the counters */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetStatsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookHealth: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description its health */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetWebhookHealthAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhooksHealth: {
        parameters: {
            query?: {
                /** @description an IANA name, e.g. `Europe/Moscow`, or minutes east of UTC, e.g. `180`; UTC without it */
                timeZone?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description totals of the account, and its webhooks in the order of their list */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetWebhooksHealthAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getWebhookPending: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the counts */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetWebhookPendingAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listNotifications: {
        parameters: {
            query?: {
                unread?: "0" | "1" | "true" | "false";
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of notifications */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadNotificationAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readNotification: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the notification */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadNotificationAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    readAllNotifications: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description how many were unread */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadAllNotificationsAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamAccount: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a stream that goes on until one side ends it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamAccountAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInspectors: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description all of them */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateInspectorAnswer"][];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createInspector: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInspectorBody"];
            };
        };
        responses: {
            /** @description the inspector */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateInspectorAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getInspector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the inspector */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateInspectorAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteInspector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeInspector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateInspectorBody"];
            };
        };
        responses: {
            /** @description the inspector as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateInspectorAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInspectedRequests: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of requests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetInspectedRequestAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    clearInspectedRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getInspectedRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
                rid: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description the request */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetInspectedRequestAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    streamInspector: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a stream that goes on until one side ends it */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["StreamInspectorAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    viewInspectedRequests: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
            };
            header?: never;
            path: {
                secret: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description a page of requests */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Next-Before": components["headers"]["X-Next-Before"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetInspectedRequestAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    postReceiptV2: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PostReceiptBody"];
            };
        };
        responses: {
            /** @description The operation */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostReceiptAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The externalId was used for another receipt */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCallbackSecret: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account’s secret; made when it is first needed */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetCallbackSecretAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateCallbackSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RotateWebhookSecretBody"];
            };
        };
        responses: {
            /** @description The secret that signs from now on, and until when the one before signs as well */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotateWebhookSecretAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    nextOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NextOperationBody"];
            };
        };
        responses: {
            /** @description The operation */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["NextOperationAnswer"];
                };
            };
            /** @description There was none in time */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptOperationBody"];
            };
        };
        responses: {
            /** @description The operation as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostReceiptAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The operation is over, or was handed out again: `data.status` says what it is */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    completeOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CompleteOperationBody"];
            };
        };
        responses: {
            /** @description The operation as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostReceiptAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The operation is over, or was handed out again: `data.status` says what it is */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    failOperation: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FailOperationBody"];
            };
        };
        responses: {
            /** @description The operation as it is now */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PostReceiptAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /** @description The operation is over, or was handed out again: `data.status` says what it is */
            409: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    openShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OpenShiftBody"];
            };
        };
        responses: {
            /** @description The shift. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    closeShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                number: number;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["CloseShiftBody"];
            };
        };
        responses: {
            /** @description The shift. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    reportReceipt: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportReceiptBody"];
            };
        };
        responses: {
            /** @description The receipt. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Receipt"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    reportEncashment: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReportEncashmentBody"];
            };
        };
        responses: {
            /** @description The encashment. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Encashment"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    signUp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SignUpBody"];
            };
        };
        responses: {
            /** @description The account and its owner. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description the session: HttpOnly, SameSite=Lax */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description Accounts are made by invitation only: `FORBIDDEN`. Or a page of another site asks: `CSRF_REFUSED`. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LogInBody"];
            };
        };
        responses: {
            /** @description Who is logged in. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description the session: HttpOnly, SameSite=Lax */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description The e-mail address or the password is wrong: `WRONG_CREDENTIALS`. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            /** @description A page of another site asks: `CSRF_REFUSED`. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    logOut: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Logged out. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changePassword: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangePasswordBody"];
            };
        };
        responses: {
            /** @description Changed. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description the session: HttpOnly, SameSite=Lax */
                    "Set-Cookie"?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The person, the account, the rights. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: string;
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        lastSeenAt: string;
                        /** Format: date-time */
                        expiresAt: string;
                        address: string;
                        userAgent: string;
                        isCurrent: boolean;
                    }[];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeOtherSessions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeSession: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    requestPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RequestPasswordResetBody"];
            };
        };
        responses: {
            /** @description If there is such a person, a mail is on its way. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description A page of another site asks: `CSRF_REFUSED`. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    confirmPasswordReset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ConfirmPasswordResetBody"];
            };
        };
        responses: {
            /** @description Set. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            /** @description A page of another site asks: `CSRF_REFUSED`. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listMembers: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeMemberRoleAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    removeMember: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Removed. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    changeMemberRole: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ChangeMemberRoleBody"];
            };
        };
        responses: {
            /** @description The member. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ChangeMemberRoleAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listInvitations: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        email: string;
                        /** @enum {string} */
                        role: "owner" | "administrator" | "viewer";
                        /** Format: date-time */
                        createdAt: string;
                        /** Format: date-time */
                        expiresAt: string;
                    }[];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    inviteMember: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["InviteMemberBody"];
            };
        };
        responses: {
            /** @description The invitation and its link. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["InviteMemberAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Taken back. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    previewInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PreviewInvitationBody"];
            };
        };
        responses: {
            /** @description Who is invited, to what, as what. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PreviewInvitationAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description A page of another site asks: `CSRF_REFUSED`. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    acceptInvitation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AcceptInvitationBody"];
            };
        };
        responses: {
            /** @description The new member. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SignUpAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            /** @description A page of another site asks: `CSRF_REFUSED`. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ApiError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listTokens: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetTokenAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateTokenBody"];
            };
        };
        responses: {
            /** @description The token, with itself. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateTokenAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The token, without itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetTokenAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Revoked. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    renameToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RenameTokenBody"];
            };
        };
        responses: {
            /** @description The token, without itself. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetTokenAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOAuthApps: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The oldest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetOAuthAppAnswer"][];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    createOAuthApp: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CreateOAuthAppBody"];
            };
        };
        responses: {
            /** @description The application and its secret. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CreateOAuthAppAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOAuthApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The application. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetOAuthAppAnswer"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    deleteOAuthApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Deleted. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    patchOAuthApp: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PatchOAuthAppBody"];
            };
        };
        responses: {
            /** @description The application. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetOAuthAppAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    rotateOAuthAppSecret: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The new secret. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RotateOAuthAppSecretAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listOAuthGrants: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description items to pass over */
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The newest first. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    "X-Total-Count": components["headers"]["X-Total-Count"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: uuid */
                        id: string;
                        app: {
                            /** Format: uuid */
                            id: string;
                            name: string;
                            logoUrl: string | null;
                        };
                        scopes: ("read" | "write" | "webhooks")[];
                        userId: number;
                        /** Format: date-time */
                        createdAt: string;
                        lastUsedAt: string | null;
                    }[];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeOAuthGrant: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Its tokens are nothing any more. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    askForConsent: {
        parameters: {
            query: {
                client_id: string;
                redirect_uri?: string;
                response_type?: string;
                scope?: string;
                state?: string;
                code_challenge?: string;
                code_challenge_method?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What the consent page shows. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskForConsentAnswer"];
                };
            };
            /** @description To the consent page, which shows errors too; never to an address that is not registered. What does not ask for `text/html` gets the error of such a request. */
            302: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description where the browser goes */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal; with `redirectTo` when the application is to hear of it, once the person has seen it and wants to go there. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskForConsentAnswer400"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    giveConsent: {
        parameters: {
            query?: never;
            header?: {
                /** @description for 24 hours the same key with the same request is answered as the first time, and nothing is done twice */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GiveConsentBody"];
            };
        };
        responses: {
            /** @description Where the page sends the browser (with `Accept: application/json`). */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GiveConsentAnswer"];
                };
            };
            /** @description To the application, with `code` and `state`, or an error. */
            303: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description where the browser goes */
                    Location?: string;
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description A refusal; with `redirectTo` when the application is to hear of it, once the person has seen it and wants to go there. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AskForConsentAnswer400"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            /** @description The body is too large. */
            413: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            422: components["responses"]["KeyReused"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["GetAccessTokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["GetAccessTokenBody"];
            };
        };
        responses: {
            /** @description The access. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetAccessTokenAnswer"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    revokeAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeAccessTokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["RevokeAccessTokenBody"];
            };
        };
        responses: {
            /** @description It is nothing any more, if it was the client’s. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RevokeAccessTokenAnswer"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    introspectAccessToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["RevokeAccessTokenBody"];
                "application/x-www-form-urlencoded": components["schemas"]["RevokeAccessTokenBody"];
            };
        };
        responses: {
            /** @description The token. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["IntrospectAccessTokenAnswer"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            400: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            401: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description A refusal as RFC 6749, 5.2 has it. */
            403: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getOAuthMetadata: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metadata. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetOAuthMetadataAnswer"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    listAudit: {
        parameters: {
            query?: {
                /** @description the most items of the answer */
                limit?: number;
                /** @description the value of `X-Next-Before` of the page before */
                before?: string;
                action?: "account.created" | "session.opened" | "session.closed" | "session.revoked" | "password.changed" | "password.reset" | "token.created" | "token.renamed" | "token.revoked" | "member.invited" | "member.joined" | "member.role_changed" | "member.removed" | "invitation.revoked" | "app.created" | "app.changed" | "app.secret_rotated" | "app.deleted" | "consent.given" | "grant.created" | "grant.revoked" | "callback_secret.rotated" | "webhook.created" | "webhook.changed" | "webhook.deleted" | "device.registered" | "device.token_replaced";
                userId?: number;
                targetType?: "account" | "session" | "user" | "token" | "invitation" | "app" | "grant" | "webhook" | "device";
                targetId?: string;
                /** @description ISO 8601, UTC unless it says otherwise; included; a date alone is its midnight in UTC */
                from?: string;
                /** @description ISO 8601, UTC unless it says otherwise; not included; a date alone is its midnight in UTC */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page; `next` is the `before` of the next one. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ListAuditAnswer"];
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getCaller: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The caller. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["User"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    getDocument: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The OpenAPI document. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    /** @description changes when the document does: send it back as If-None-Match */
                    ETag?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["GetDocumentAnswer"];
                };
            };
            /** @description It is as the client has it (If-None-Match). */
            304: {
                headers: {
                    "X-Request-Id": components["headers"]["X-Request-Id"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            429: components["responses"]["TooManyRequests"];
            431: components["responses"]["HeadersTooLarge"];
            500: components["responses"]["InternalError"];
            503: components["responses"]["Unavailable"];
        };
    };
    onProduct: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ProductEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onDevice: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onEncashment: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EncashmentEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onReceipt: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReceiptEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onShift: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onOperation: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["OperationEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    onDeviceRegistration: {
        parameters: {
            query?: never;
            header: {
                /** @description the delivery’s id, the same on every attempt: what came before under it is a repeat */
                "webhook-id": components["parameters"]["webhook-id"];
                /** @description Unix seconds of this attempt; refuse what is older than five minutes */
                "webhook-timestamp": components["parameters"]["webhook-timestamp"];
                /** @description `v1,<base64>` after Standard Webhooks; two of them, separated by a space, while a secret is replaced */
                "webhook-signature": components["parameters"]["webhook-signature"];
                /** @description the event’s id, the same for every webhook that hears it */
                "kassahook-event-id": components["parameters"]["kassahook-event-id"];
                /** @description when it happened: deliveries come in any order */
                "kassahook-occurred-at": components["parameters"]["kassahook-occurred-at"];
                /** @description the number of this attempt */
                "kassahook-attempt": components["parameters"]["kassahook-attempt"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DeviceRegistrationEvent"];
            };
        };
        responses: {
            /** @description Gone: the webhook is switched off at once. */
            410: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Too much: tried again, not before `Retry-After`. */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Acknowledged; the body is not looked at. */
            "2XX": {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Anything else, and no answer in time: tried again, up to a day later, then dead. */
            default: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
}

"""The shop: buyers, sellers and their terms, orders and items."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
minor = sa.BigInteger()
instant = sa.DateTime(timezone=True)
json = sa.Text()


def upgrade() -> None:
    _make_buyers()
    _make_sellers()
    _make_seller_terms()
    _make_orders()
    _make_items()


def downgrade() -> None:
    op.drop_table("items")
    op.drop_table("orders")
    op.drop_table("seller_terms")
    op.drop_table("sellers")
    op.drop_table("buyers")


def _make_buyers() -> None:
    op.create_table(
        "buyers",
        sa.Column("buyer_id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("locale", sa.String(length=35), nullable=True),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.PrimaryKeyConstraint("buyer_id"),
    )


def _make_sellers() -> None:
    op.create_table(
        "sellers",
        sa.Column("seller_id", sa.String(length=120), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("seller_id"),
    )


def _make_seller_terms() -> None:
    op.create_table(
        "seller_terms",
        sa.Column("id", key, nullable=False),
        sa.Column("seller_id", sa.String(length=120), nullable=False),
        sa.Column("told_at", instant, nullable=False),
        sa.Column("terms", json, nullable=False),
        sa.ForeignKeyConstraint(["seller_id"], ["sellers.seller_id"], name="terms_of_a_seller"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("terms_by_seller", "seller_terms", ["seller_id", "id"], unique=False)


def _make_orders() -> None:
    op.create_table(
        "orders",
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("buyer_id", sa.String(length=120), nullable=False),
        sa.Column("seller_id", sa.String(length=120), nullable=False),
        sa.Column("terms_id", key, nullable=False),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("payment_method", sa.String(length=20), nullable=False),
        sa.Column("profile", sa.String(length=40), nullable=False),
        sa.Column("shipping_fee", minor, nullable=False),
        sa.Column("discount", minor, nullable=False),
        sa.Column("total", minor, nullable=False),
        sa.Column("placed_at", instant, nullable=False),
        sa.Column("paid_at", instant, nullable=True),
        sa.Column("payment_verified_at", instant, nullable=True),
        sa.Column("shipped_at", instant, nullable=True),
        sa.Column("promised_by", instant, nullable=True),
        sa.Column("tracking", sa.Text(), nullable=True),
        sa.Column("delivered_at", instant, nullable=True),
        sa.Column("receipt_confirmed_at", instant, nullable=True),
        sa.Column("cancelled_at", instant, nullable=True),
        sa.Column("lapsed_at", instant, nullable=True),
        sa.Column("inferred", json, nullable=False),
        sa.Column("next_due", instant, nullable=True),
        sa.CheckConstraint(
            "payment_method IN ('card', 'wallet', 'balance', 'bank_transfer')", name="payment_method_word"
        ),
        sa.CheckConstraint("cancelled_at IS NULL OR lapsed_at IS NULL", name="cancelled_or_lapsed"),
        sa.CheckConstraint("cancelled_at IS NULL OR shipped_at IS NULL", name="cancelled_or_shipped"),
        sa.CheckConstraint("delivered_at IS NULL OR shipped_at IS NOT NULL", name="delivered_at_needs_shipped_at"),
        sa.CheckConstraint("discount BETWEEN 0 AND 1000000000000000", name="discount_range"),
        sa.CheckConstraint("lapsed_at IS NULL OR shipped_at IS NULL", name="lapsed_or_shipped"),
        sa.CheckConstraint("length(currency) = 3 AND currency = upper(currency)", name="currency_is_a_code"),
        sa.CheckConstraint(
            "payment_verified_at IS NULL OR paid_at IS NOT NULL", name="payment_verified_at_needs_paid_at"
        ),
        sa.CheckConstraint(
            "receipt_confirmed_at IS NULL OR delivered_at IS NOT NULL", name="receipt_confirmed_at_needs_delivered_at"
        ),
        sa.CheckConstraint(
            "shipped_at IS NULL OR payment_verified_at IS NOT NULL", name="shipped_at_needs_payment_verified_at"
        ),
        sa.CheckConstraint("shipping_fee BETWEEN 0 AND 1000000000000000", name="shipping_fee_range"),
        sa.CheckConstraint("total BETWEEN 0 AND 1000000000000000", name="total_range"),
        sa.ForeignKeyConstraint(["buyer_id"], ["buyers.buyer_id"], name="order_of_a_buyer"),
        sa.ForeignKeyConstraint(["seller_id"], ["sellers.seller_id"], name="order_of_a_seller"),
        sa.ForeignKeyConstraint(["terms_id"], ["seller_terms.id"], name="order_under_terms"),
        sa.PrimaryKeyConstraint("order_id"),
        sa.UniqueConstraint("order_id", "currency", name="order_has_one_currency"),
    )
    op.create_index("orders_by_next_due", "orders", ["next_due"], unique=False)
    op.create_index("orders_of_buyer", "orders", ["buyer_id", "placed_at", "order_id"], unique=False)


def _make_items() -> None:
    op.create_table(
        "items",
        sa.Column("order_id", sa.String(length=120), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sku", sa.String(length=120), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("quantity", sa.Integer(), nullable=False),
        sa.Column("unit_price", minor, nullable=False),
        sa.CheckConstraint("quantity BETWEEN 1 AND 1000000", name="quantity_range"),
        sa.CheckConstraint("unit_price BETWEEN 0 AND 1000000000000000", name="unit_price_range"),
        sa.ForeignKeyConstraint(["order_id"], ["orders.order_id"], name="item_of_an_order"),
        sa.PrimaryKeyConstraint("order_id", "number"),
        sa.UniqueConstraint("order_id", "sku", name="item_once_an_order"),
    )
